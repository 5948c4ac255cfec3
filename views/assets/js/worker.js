// Stands between the pages of the staff and the network: files with a hash in their name are kept for good, the tickets
// somebody opened last for reading without a network. Only what the house marks with X-Own is kept, for one user at a
// time; at the login, at signing out and for another user it is gone. Everything else goes to the network untouched.
const FILES = "files";
const PAGES = "pages-";
const MOST = 20;
const HOURS = 12; // as long as a session lasts without a request
const SLOW = 8000; // ms after which a kept page is shown in place of one that does not come

const kept = (path) => /^\/tickets\/[^/]+-\d+$/.test(path);
// The public's pages, files and what is for programs: none of it passes through here.
const others = (path) => /^\/($|lapor|lacak|transparansi|attachments|api|hooks|open311|metrics|healthz|readyz)/.test(path) || path.endsWith(".csv");
const forget = async (but) => {
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== but) await caches.delete(name);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === "/login" || (request.method === "POST" && url.pathname === "/logout")) event.waitUntil(forget());
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith("/assets/")) event.respondWith(file(request, url));
  else if (request.mode === "navigate" && !others(url.pathname)) event.respondWith(page(event, url));
});

async function file(request, url) {
  const cache = await caches.open(FILES);
  const known = await cache.match(url.pathname);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    const name = url.pathname.split("/").at(-1);
    for (const old of await cache.keys()) if (old.url.endsWith(`/${name}`)) await cache.delete(old);
    await cache.put(url.pathname, answer.clone());
  }
  return answer;
}

async function page(event, url) {
  const coming = fetch(event.request).then((answer) => {
    if (answer.ok && answer.headers.get("X-Own")) event.waitUntil(keep(url.pathname, answer.clone()));
    return answer;
  });
  const late = new Promise((resolve) => { setTimeout(resolve, SLOW); });
  try {
    return (await Promise.race([coming, late])) ?? (kept(url.pathname) && (await copy(url.pathname))) ?? (await coming);
  } catch {
    return (await copy(url.pathname)) ?? (await copy("/offline")) ?? Response.error();
  }
}

async function keep(path, answer) {
  const own = answer.headers.get("X-Own");
  await forget(PAGES + own);
  if (!kept(path) && path !== "/offline") return;
  const cache = await caches.open(PAGES + own);
  await cache.delete(path);
  await cache.put(path, answer);
  const pages = (await cache.keys()).filter(({ url }) => kept(new URL(url).pathname));
  for (const old of pages.slice(0, -MOST)) await cache.delete(old);
}

// A kept page says since when it is: the page itself shows it.
async function copy(path) {
  const name = (await caches.keys()).find((one) => one.startsWith(PAGES));
  const answer = name && (await (await caches.open(name)).match(path));
  if (!answer) return undefined;
  const at = new Date(answer.headers.get("Date"));
  if (Date.now() - at > HOURS * 3_600_000) {
    await caches.delete(name);
    return undefined;
  }
  const words = (await answer.text()).replace("<html ", `<html data-kept-at="${at.toISOString()}" `);
  return new Response(words, { headers: answer.headers });
}
