// Shows what waits on this device, with its state, and takes it away again: by hand, or when somebody signs out.
import { all, drop } from "./store.js";

const DAY = 86_400_000;
const { own } = document.body.dataset;
const box = document.querySelector("[data-queue]");

export async function show() {
  const entries = [];
  for (const entry of await all(own)) {
    if (entry.state === "sent" && Date.now() - entry.at > DAY) await drop(entry.request);
    else entries.push(entry);
  }
  box.hidden = entries.length === 0;
  box.querySelector("[data-queue-send]").hidden = !entries.some(({ state }) => state === "waiting");
  box.querySelector("ul").replaceChildren(...entries.map(line));
}

function line({ request, action, number, text, at, state, told }) {
  const item = document.createElement("li");
  const head = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { href: new URL(action).pathname.replace(/\/\w+$/, ""), textContent: number });
  const word = Object.assign(document.createElement("strong"), { textContent: box.dataset[state] });
  head.append(word, link, new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
  const why = Object.assign(document.createElement("p"), { className: "hint", textContent: state === "sent" ? "" : told });
  const words = Object.assign(document.createElement("p"), { className: "message-text", textContent: text.length > 300 ? `${text.slice(0, 300)}…` : text });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: box.dataset.drop });
  button.setAttribute("aria-label", `${box.dataset.drop}: ${number}`);
  button.dataset.queueDrop = request;
  const foot = document.createElement("p");
  foot.append(button);
  item.append(head, ...(why.textContent ? [why] : []), words, foot);
  item.dataset.state = state;
  return item;
}

document.addEventListener("click", async ({ target }) => {
  const { queueDrop } = target.dataset ?? {};
  if (!queueDrop) return;
  await drop(queueDrop);
  await show();
  document.getElementById("main").focus({ preventScroll: true });
});
// Signing out leaves nothing on the device: what waits becomes drafts first, which only their writer reads.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!own || !form.matches?.("form[action='/logout']") || form.dataset.left || !window.indexedDB) return;
  event.preventDefault();
  for (const { request, action, fields, text, state } of await all(own).catch(() => [])) {
    const kind = Object.fromEntries(fields).kind;
    const body = new URLSearchParams({ kind, text });
    const kept = state === "sent" || state === "refused" ||
      (await fetch(action.replace(/\/\w+$/, "/draft"), { method: "POST", body, headers: { Accept: "application/json" } }).then((r) => r.ok, () => false));
    if (!kept && !confirm(box.dataset.leaving)) return;
    await drop(request);
  }
  form.dataset.left = "yes";
  form.submit();
}, true);
