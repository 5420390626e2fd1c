// Keeps the numbers of what is to be read as they are on the server: told by a stream while the page is seen, and where
// there is none, by asking now and then. A page that nobody sees holds no connection: browsers have few for one site.
const PAUSE_MS = 30_000;
// Who only passes through a page needs none for it.
const SETTLE_MS = 1_500;
const badge = (name) => document.getElementById(`${name}_count`);

if (badge("notification")) {
  const voice = document.createElement("p");
  voice.className = "vh";
  voice.setAttribute("role", "status");
  document.querySelector("main").append(voice);

  const number = (name) => Number(badge(name).textContent);
  const show = (name, count) => {
    const mark = badge(name);
    mark.textContent = count;
    mark.hidden = mark.nextElementSibling.hidden = count === 0;
  };
  // What runs, for whoever shows it; null while nobody tells.
  const tasks = (all) => dispatchEvent(new CustomEvent("tasks", { detail: all }));

  let stream;
  let later;
  let since = 0;
  let over = false;

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    const more = news.messages > number("message") || news.notifications > number("notification");
    show("message", news.messages);
    show("notification", news.notifications);
    tasks(news.tasks);
    // Fewer is what somebody did who knows it.
    if (more) voice.textContent = news.said;
  };

  const ask = async () => {
    const answer = await fetch(`/notifications?since=${since}`, { headers: { Accept: "application/json" } });
    // Nobody is signed in any more.
    over = answer.redirected || answer.status === 401;
    if (over || !answer.ok) return;
    for (const { name, data, timestamp } of await answer.json()) {
      since = Math.max(since, timestamp);
      if (name === "unread_message_count") show("message", data);
      if (name === "unread_notification_count") show("notification", data);
    }
  };

  const rest = () => {
    clearTimeout(later);
    stream?.close();
    stream = undefined;
    tasks(null);
  };
  const listen = () => {
    stream = new EventSource("/notifications/stream");
    stream.onmessage = hear;
    stream.onerror = ({ target }) => {
      if (target !== stream) return;
      tasks(null);
      // Else the browser comes again by itself.
      if (target.readyState !== EventSource.CLOSED) return;
      rest();
      const again = () => {
        if (!over) later = setTimeout(listen, PAUSE_MS);
      };
      ask().then(again, again);
    };
  };

  const begin = () => {
    rest();
    if (!over && document.visibilityState === "visible") later = setTimeout(listen, SETTLE_MS);
  };

  document.addEventListener("visibilitychange", begin);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", ({ persisted }) => persisted && begin());
  begin();
}
