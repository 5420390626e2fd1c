// Offers posts that came since the page was made. The list never moves by itself.
const EVERY_MS = 30_000;

const parse = (html) => new DOMParser().parseFromString(html, "text/html");
const idOf = (post) => post.querySelector(".post-body").id;

async function read(address) {
  const answer = await fetch(address);
  // A redirect leads to the sign-in page.
  return parse(answer.ok && !answer.redirected ? await answer.text() : "");
}

const place = document.querySelector("[data-fresh]");
if (place) {
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    const page = await read(`${place.dataset.fresh}?after=${place.dataset.newest}`);
    const offer = page.querySelector(".fresh");
    // The same words again would be read out again.
    if (offer && offer.textContent !== place.textContent) place.replaceChildren(offer);
  };
  const askQuietly = () => ask().catch(() => {});
  setInterval(askQuietly, EVERY_MS);
  document.addEventListener("visibilitychange", askQuietly);

  const add = async (address) => {
    const list = document.querySelector(".posts");
    const known = new Set([...(list?.children ?? [])].map(idOf));
    const posts = [...(await read(address)).querySelectorAll(".posts > .post")];
    const count = posts.findIndex((post) => known.has(idOf(post)));
    // Without a post that both have, there may be others between them.
    if (count < 1) throw new Error("no overlap");
    const [first] = posts;
    list.prepend(...posts.slice(0, count));
    place.dataset.newest = idOf(first).replace("post", "");
    place.replaceChildren();
    first.tabIndex = -1;
    first.focus();
  };
  place.addEventListener("click", (event) => {
    const offer = event.target.closest(".fresh");
    if (!offer || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    add(offer.href).catch(() => location.assign(offer.href));
  });
}
