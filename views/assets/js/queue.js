// An answer or a note written without a network waits on this device and is sent once: it carries the token of its form,
// by which the house knows an attempt whose answer was lost on the way. One tab sends at a time. With files, a form is
// sent here too, because only this way of sending tells how far it is.
import { all, put } from "./store.js";
import { show } from "./waiting.js";

const SOON = 3000; // ms after a line broke
const AGAIN = 20_000; // ms between attempts while the browser says there is a network
const OLD = 6 * 86_400_000; // the house remembers tokens for seven
const { own } = document.body.dataset;
const box = document.querySelector("[data-queue]");
let trying;
const sent = new WeakMap(); // form -> what was in it when it was sent last

const offline = () => !navigator.onLine;

function entryOf(form, submitter) {
  const data = new FormData(form, submitter);
  const fields = [...data].filter(([, value]) => !(value instanceof File) || value.size > 0);
  return {
    request: data.get("request"), own, action: form.action, number: form.dataset.sends, text: data.get("text"), fields,
    at: Date.now(), state: "waiting", told: "",
  };
}

// The server's word on an answer: what it says, and whether to try again.
function post({ action, fields }, progress) {
  const body = new FormData();
  fields.forEach(([name, value]) => body.append(name, value));
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = ({ loaded, total }) => progress?.((loaded / total) * 100);
    request.onerror = () => resolve({ state: "waiting", told: "" });
    request.onload = () => {
      if (request.status === 401) return resolve({ state: "waiting", told: box.dataset.ended });
      if (request.status === 429 || request.status >= 500) return resolve({ state: "waiting", told: box.dataset.failed });
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a page in place of an answer */ }
      resolve({ state: request.status < 300 ? "sent" : "refused", told: answer.told ?? `${request.status}`, draft: answer.draft });
    };
    request.send(body);
  });
}

async function queue(form, entry) {
  await put(entry);
  form.reset();
  form.elements.request.value = crypto.randomUUID();
  form.dispatchEvent(new Event("queued", { bubbles: true }));
  document.querySelector("[data-queue-told]").textContent = box.dataset.queued;
  await show();
  box.querySelector("h2").tabIndex = -1;
  box.querySelector("h2").focus();
  if (!offline()) trying = setTimeout(send, SOON);
}

async function upload(form, entry) {
  const bar = form.querySelector("[data-progress]");
  const told = form.querySelector("[data-composer-told]");
  const buttons = [...form.querySelectorAll("button")];
  bar.hidden = false;
  told.hidden = true;
  buttons.forEach((button) => { button.disabled = true; });
  const answer = await post(entry, (n) => { bar.querySelector("progress").value = n; });
  bar.hidden = true;
  buttons.forEach((button) => { button.disabled = false; });
  if (answer.state === "waiting" && !answer.told) return queue(form, entry);
  if (answer.state === "sent") { form.reset(); return location.reload(); }
  if (answer.draft) form.elements.draft.value = answer.draft;
  told.textContent = answer.told;
  told.hidden = false;
  form.elements.text.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!own || !form.dataset?.sends || event.submitter?.hasAttribute("formaction") || !window.indexedDB) return;
  const entry = entryOf(form, event.submitter);
  sent.set(form, entry);
  const files = entry.fields.some(([, value]) => value instanceof File);
  const stale = document.documentElement.dataset.keptAt; // the browser may call a line a network that carries nothing
  if (!files && !stale && !offline()) return; // htmx sends it
  event.preventDefault();
  event.stopImmediatePropagation();
  if (offline()) queue(form, entry);
  else upload(form, entry);
}, true);
// The line broke while htmx was sending: nobody knows whether it arrived, so the very same is sent again later.
document.addEventListener("htmx:error", ({ target, detail }) => {
  if (detail.ctx?.response === undefined && sent.has(target)) queue(target, sent.get(target));
});

async function send() {
  if (!own || !box || offline()) return;
  await navigator.locks.request("tanggap-queue", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const entry of await all(own)) {
      if (entry.state !== "waiting" && entry.state !== "sending") continue;
      if (Date.now() - entry.at > OLD) { await put({ ...entry, state: "refused", told: box.dataset.old }); continue; }
      await put({ ...entry, state: "sending" });
      await show();
      await put({ ...entry, ...(await post(entry)) });
      await show();
    }
  });
  clearTimeout(trying);
  if ((await all(own)).some(({ state }) => state === "waiting")) trying = setTimeout(send, AGAIN);
}

document.addEventListener("click", ({ target }) => { if (target.closest?.("[data-queue-send]")) send(); });
if (own && box && window.indexedDB) {
  addEventListener("online", send);
  show().then(send, () => {}); // a browser that keeps nothing has nothing to send
}
