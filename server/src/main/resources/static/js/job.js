// Keeps the banner of an export up to date while it is made, and says when it ended.
const EVERY_MS = 3_000;

const place = document.querySelector("[data-job]");
const isOver = () => !place.querySelector("progress");

async function look() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(place.dataset.job);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const job = page.querySelector(".job");
  if (!job) return;
  // Read out when it ends, and not with each percent.
  if (!job.querySelector("progress")) place.setAttribute("role", "status");
  place.replaceChildren(job);
}

if (place && !isOver()) {
  const timer = setInterval(() => {
    if (isOver()) clearInterval(timer);
    else look().catch(() => {});
  }, EVERY_MS);
}
