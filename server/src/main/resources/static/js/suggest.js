// What a search may become, while it is typed. Without it the form searches for what stands there.
const WAIT_MS = 150;

const form = document.querySelector("form.find");
const input = form?.querySelector("input");
let list = null;
let timer;
let asked = 0;

function close() {
  list?.remove();
  list = null;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function options() {
  return [...(list?.querySelectorAll("[role=option]") ?? [])];
}

function choose(step) {
  const all = options();
  if (all.length === 0) return false;
  const before = all.findIndex((option) => option.ariaSelected === "true");
  // One place more than there are options: the input itself.
  const places = all.length + 1;
  const next = (before + 1 + step + places) % places;
  all.forEach((option, i) => (option.ariaSelected = i === next - 1 ? "true" : "false"));
  if (next === 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", all[next - 1].id);
    all[next - 1].scrollIntoView({ block: "nearest" });
  }
  return true;
}

async function suggest() {
  const typed = input.value.trim();
  const mine = ++asked;
  if (!typed) return close();
  const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`).catch(() => null);
  if (mine !== asked || !answer?.ok || answer.redirected) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".suggestions");
  if (mine !== asked) return;
  close();
  if (!found?.querySelector("[role=option]") || document.activeElement !== input) return;
  found.id = "suggestions";
  list = found;
  form.append(found);
  input.setAttribute("aria-expanded", "true");
}

if (input) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const chosen = options().find((option) => option.ariaSelected === "true");
    if (event.key === "Escape" && list) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    } else if (event.key === "ArrowDown" && choose(1)) event.preventDefault();
    else if (event.key === "ArrowUp" && choose(-1)) event.preventDefault();
  });
  // A press on a suggestion leaves the focus where it is, or it would be gone before the click.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest(".suggestions")) event.preventDefault();
  });
  input.addEventListener("blur", () => {
    asked++;
    clearTimeout(timer);
    close();
  });
}
