// How much room is left in a text. The server counts again, and its word holds.
const NEAR = 20;
const PAUSE_MS = 1000;

for (const area of document.querySelectorAll("textarea[data-limit]")) {
  const limit = Number(area.dataset.limit);
  const counter = document.getElementById(area.dataset.counter);
  const { left, over } = counter.dataset;
  const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

  // What is read out: on the way to the end, at the end and beyond it, not at every letter.
  const voice = document.createElement("span");
  voice.className = "vh";
  voice.setAttribute("role", "status");
  counter.after(voice);
  let pause;

  const show = () => {
    const text = area.value.trim();
    // A cluster is at least one unit long, so a text far below the limit need not be taken apart.
    const length = text.length > limit * 20 ? text.length : [...clusters.segment(text)].length;
    const rest = limit - length;
    counter.textContent = (rest < 0 ? over : left).replace("{0}", Math.abs(rest));
    if (rest > NEAR) delete counter.dataset.state;
    else counter.dataset.state = rest < 0 ? "over" : "near";
    clearTimeout(pause);
    if (rest === NEAR || rest <= 0) {
      pause = setTimeout(() => (voice.textContent = counter.textContent), PAUSE_MS);
    }
  };
  area.addEventListener("input", show);
  if (area.value) show();
}
