// Notices shown by the browser itself, for whoever switched them on, on this device. Permission is asked by a click and
// never otherwise. Of all tabs one listens, also while it is hidden; what is told is what the house tells anyway.
const PACE = 5000; // ms between two questions at least
const box = document.querySelector("[data-notify]");
const on = (what) => localStorage.getItem(what) === "on";
const able = "Notification" in window && Boolean(navigator.locks);

function show() {
  if (!box) return;
  const told = document.querySelector("[data-notify-told]");
  told.textContent = able ? "" : box.dataset.none;
  if (!able) return;
  const active = on("notify") && Notification.permission === "granted";
  if (Notification.permission === "denied") told.textContent = box.dataset.denied;
  for (const [button, state, words] of [
    ["[data-notify-switch]", active, active ? box.dataset.on : box.dataset.off],
    ["[data-sound-switch]", on("sound"), on("sound") ? box.dataset.soundOn : box.dataset.soundOff],
  ]) {
    const one = box.querySelector(button);
    one.hidden = button === "[data-sound-switch]" && !active;
    one.setAttribute("aria-pressed", String(state));
    one.querySelector("span").textContent = words;
  }
}

function beep() {
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const loud = sound.createGain();
  loud.gain.value = 0.05;
  tone.connect(loud).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.15);
  tone.onended = () => sound.close();
}

async function ask(known) {
  const answer = await fetch(`/notices/news?after=${known ?? ""}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return known;
  const { last, items } = await answer.json();
  for (const { id, text, href } of document.hasFocus() ? [] : items.reverse()) {
    const one = new Notification("Tanggap", { body: text, tag: `notice-${id}`, silent: true });
    one.onclick = () => { window.focus(); location.href = href; };
    if (on("sound")) beep();
  }
  return last;
}

let listening = false;
function listen() {
  if (listening || !able || !document.body.dataset.own || !on("notify") || Notification.permission !== "granted") return;
  listening = true;
  navigator.locks.request("tanggap-notify", () => new Promise((done) => {
    let known;
    let timer;
    const look = async () => { known = await ask(known).catch(() => known); timer = undefined; };
    look();
    const stream = new EventSource("/inbox/stream");
    stream.addEventListener("change", () => { timer ??= setTimeout(look, PACE); });
    addEventListener("notify-off", () => { stream.close(); clearTimeout(timer); listening = false; done(); }, { once: true });
  }));
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-notify-switch], [data-sound-switch]");
  if (!button) return;
  const what = button.matches("[data-sound-switch]") ? "sound" : "notify";
  const wanted = button.getAttribute("aria-pressed") !== "true";
  if (what === "notify" && wanted && Notification.permission !== "granted") await Notification.requestPermission();
  localStorage.setItem(what, wanted ? "on" : "off");
  if (what === "notify" && !wanted) dispatchEvent(new Event("notify-off"));
  show();
  listen();
});
show();
listen();
