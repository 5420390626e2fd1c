// Keeps what is being written in this browser until it is sent, whatever happens to the page.
const PREFIX = "draft ";
const LEAVING = ["/auth/logout", "/settings/delete"];

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const write = (key, draft) => {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing for us: then there are no drafts.
  }
};

const keys = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

// What was sent has arrived where a page says so, which need not be the page with the form.
if (document.querySelector(".flash[role=status]")) {
  for (const key of keys()) {
    if (read(key)?.sent) write(key, null);
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  const area = form.querySelector("textarea");
  const keep = (sent) => write(key, area.value.trim() ? { text: area.value, sent } : null);
  area.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));

  const kept = read(key);
  if (kept?.text && !area.value) {
    area.value = kept.text;
    area.dispatchEvent(new Event("input"));
  }
}

// The next person at this browser reads nothing that was not sent.
addEventListener("submit", (event) => {
  if (!LEAVING.includes(new URL(event.target.action).pathname)) return;
  for (const key of keys()) write(key, null);
});
