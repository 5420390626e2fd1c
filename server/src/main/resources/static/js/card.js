// The card over a name of a post, for those who point. The name is a link to the same things.
const OPEN_MS = 400;
const CLOSE_MS = 250;
const FRESH_MS = 30_000;
const NAMES = ".post :is(a.name, a.at)";

const cards = new Map();
let shown = null;
let timer;

async function load(path) {
  const known = cards.get(path);
  if (known && Date.now() - known.at < FRESH_MS) return known.text;
  const answer = await fetch(`${path}/popup`);
  if (!answer.ok || answer.redirected) return null;
  const text = await answer.text();
  cards.set(path, { text, at: Date.now() });
  return text;
}

function hide() {
  clearTimeout(timer);
  shown?.card.remove();
  shown?.name.removeAttribute("aria-expanded");
  shown = null;
}

async function show(name) {
  const text = await load(new URL(name.href).pathname).catch(() => null);
  if (!text || !name.isConnected || !name.matches(":hover")) return;
  hide();
  const card = new DOMParser().parseFromString(text, "text/html").querySelector(".hovercard");
  if (!card) return;
  name.setAttribute("aria-expanded", "true");
  name.closest(".post").append(card);
  shown = { name, card };
}

if (matchMedia("(hover: hover) and (pointer: fine)").matches) {
  addEventListener("pointerover", (event) => {
    const name = event.target.closest?.(NAMES);
    clearTimeout(timer);
    if (shown && (name === shown.name || shown.card.contains(event.target))) return;
    if (name && !name.closest(".hovercard")) timer = setTimeout(show, OPEN_MS, name);
    else if (shown) timer = setTimeout(hide, CLOSE_MS);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // What it says may have changed: one follows now, or no longer.
  addEventListener("submit", () => cards.clear());
}
