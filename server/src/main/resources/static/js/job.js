// Keeps the banner of an export up to date while it is made, and says when it ended: as the stream of live.js tells it,
// and while there is none, by asking.
const EVERY_MS = 3_000;

const place = document.querySelector("[data-job]");
const bar = () => place.querySelector("progress");

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

if (place && bar()) {
  let told = false;

  const timer = setInterval(() => {
    if (!bar()) clearInterval(timer);
    else if (!told) look().catch(() => {});
  }, EVERY_MS);

  addEventListener("tasks", ({ detail: tasks }) => {
    const task = tasks?.find(({ task_id: id }) => bar()?.id === `${id}-progress`);
    // What is not told of any more has ended, in whatever way: once more it is to be asked.
    told = task?.progress < 100;
    if (!told) return;
    const percent = bar().previousElementSibling;
    percent.textContent = percent.textContent.replace(/\d+/, task.progress);
    bar().value = task.progress;
  });
}
