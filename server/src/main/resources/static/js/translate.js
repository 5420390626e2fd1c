// Puts a translation below its post without leaving the page: sends the form, and takes it from the answer.
const TRANSLATING = /^\/post\/\d+\/translate$/;

const feet = new WeakMap();

async function translate(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const translation = page.querySelector(".translation");
  const told = page.querySelector("main .flash[role=alert]");
  // A session that ended, a post that is gone: a page says so.
  if (answer.redirected || !(translation ?? told)) throw new Error(answer.statusText);

  const foot = form.closest(".post-foot");
  foot.querySelector(".flash")?.remove();
  if (!translation) return foot.append(told);
  feet.set(translation, foot);
  foot.replaceWith(translation);
  translation.tabIndex = -1;
  translation.focus({ preventScroll: true });
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!TRANSLATING.test(new URL(form.action).pathname)) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  translate(form)
    .catch(() => form.submit())
    .finally(() => (form.ariaBusy = null));
});

// The link leads to the post alone; what came without a page goes without one.
addEventListener("click", (event) => {
  const translation = event.target.closest?.(".translation");
  const foot = feet.get(translation);
  if (!foot || !event.target.closest(".meta a")) return;
  event.preventDefault();
  translation.replaceWith(foot);
  foot.querySelector("button").focus();
});
