// Says that what a page shows was read once it is seen. Opening it must not say so: browsers fetch pages ahead.
const form = document.querySelector("form[data-read]");
const BADGE = `.nav a[href="${form?.dataset.read}"]`;

async function tell() {
  const body = new URLSearchParams(new FormData(form));
  // Some of these pages are numbers for those who do not say that they want a page.
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const badge = page.querySelector(BADGE);
  // A session that ended, a limit: the button stays.
  if (!answer.ok || !badge || page.querySelector("form[data-read]")) return;
  document.querySelector(BADGE).replaceChildren(...badge.childNodes);
  const talk = document.querySelector(".talks [aria-current]");
  talk?.classList.remove("unread");
  talk?.querySelector(".count")?.remove();
  form.remove();
}

function whenSeen() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", whenSeen);
  // The button is still there.
  tell().catch(() => {});
}

if (form) {
  document.addEventListener("visibilitychange", whenSeen);
  whenSeen();
}
