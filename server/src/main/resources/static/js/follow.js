// Follows and unfollows without leaving the page: sends the form, and takes the new one from the answer.
const FOLLOWING = /^\/(?:un)?follow\/([^/]+)$/;
const COUNT = 'a[href$="/followers"]';

const nameOf = (form) => new URL(form.action).pathname.match(FOLLOWING)?.[1];
const copy = (from, to) => to.replaceChildren(...from.cloneNode(true).childNodes);

// There from the start, for what is added with its words is not read out everywhere.
const voice = document.createElement("p");
voice.className = "vh";
voice.setAttribute("role", "status");
document.querySelector("main").append(voice);

async function send(form, name) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll("form")].find((other) => nameOf(other) === name);
  const told = page.querySelector(".flash[role=status]");
  // A limit, a session that ended, a person who is gone: a page says so.
  if (!fresh || !told) throw new Error(answer.statusText);

  const counted = page.querySelector(`.profile ${COUNT}`);
  const action = form.getAttribute("action");
  for (const same of document.querySelectorAll(`form[action="${action}"]`)) {
    const button = same.querySelector("button");
    const wanted = fresh.querySelector("button");
    same.action = fresh.getAttribute("action");
    copy(wanted, button);
    // In lists all buttons are outlined.
    if (!button.classList.contains("s")) {
      button.classList.toggle("line", wanted.classList.contains("line"));
    }
    const count = same.closest(".profile, .hovercard")?.querySelector(COUNT);
    if (count) copy(counted, count);
  }
  // On the person's own page it stands where the form would have led; elsewhere it must not move what is read.
  if (form.closest(".profile")) {
    document.querySelector("main > .flash")?.remove();
    document.querySelector("main").prepend(told);
  } else {
    voice.textContent = told.textContent.trim();
  }
}

addEventListener("submit", (event) => {
  const form = event.target;
  const name = nameOf(form);
  if (!name) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "true";
  send(form, name)
    .catch(() => form.submit())
    .finally(() => delete form.dataset.sending);
});
