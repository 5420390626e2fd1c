// Menus are <details>, which open without scripts. Here they close as menus do: by Escape, by a click elsewhere, and
// when the focus goes elsewhere.
const opened = () => document.querySelectorAll("details.menu[open]");

function closeOthers(event) {
  for (const menu of opened()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

addEventListener("click", closeOthers);
addEventListener("focusin", closeOthers);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
