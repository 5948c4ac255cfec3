// Starts the worker that keeps pages, says when there is no network or when what is shown is a kept page, and lists the
// kept ones on their own page.
const { own } = document.body.dataset;
const { keptAt } = document.documentElement.dataset;
const mark = document.querySelector("[data-offline-mark]");
const time = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

function show() {
  if (!mark) return;
  mark.hidden = navigator.onLine && !keptAt;
  const word = keptAt ? mark.dataset.kept.replace("{time}", time(keptAt)) : mark.dataset.cut;
  if (!mark.hidden) mark.querySelector("p").textContent = word;
}

// The page that stands in for those not kept, and the files it needs, are fetched while there is a network.
async function prepare() {
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const pages = await caches.open(`pages-${own}`);
  const there = await pages.match("/offline");
  const app = document.querySelector("script[type=module]").getAttribute("src");
  if (!there || !(await there.text()).includes(app)) await pages.add("/offline");
  const files = await caches.open("files");
  for (const { name } of performance.getEntriesByType("resource")) {
    const { pathname } = new URL(name);
    if (pathname.startsWith("/assets/") && !(await files.match(pathname))) await files.add(pathname);
  }
}

async function list() {
  const place = document.querySelector("[data-kept-pages]");
  if (!place || !window.caches) return;
  const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
  const cache = name && (await caches.open(name));
  const items = [];
  for (const request of (await cache?.keys()) ?? []) {
    const { pathname } = new URL(request.url);
    if (pathname === "/offline") continue;
    const words = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: pathname, textContent: pathname.split("/").at(-1) });
    item.append(link, ` · ${words.querySelector("h1")?.textContent ?? ""}`);
    items.unshift(item);
  }
  place.replaceChildren(...items);
  document.querySelector("[data-kept-none]").hidden = items.length > 0;
}

addEventListener("online", show);
addEventListener("offline", show);
show();
list();
// Without it (no secure address, a full disk) everything else works.
if (own && navigator.serviceWorker && navigator.onLine && !keptAt) prepare().catch(() => {});
