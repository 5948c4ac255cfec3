// The command bar: every place of /commands and every action of the page that is open, found by a few letters. The field
// keeps the focus; arrows mark a line, Enter takes it, Escape closes.
import { fit } from "./fuzzy.js";
import htmx from "./htmx.js";

const SHOWN = 12;
let host;
let at = 0;

async function load() {
  if (host?.isConnected) return;
  host = document.createElement("div");
  document.body.append(host);
  await htmx.ajax("GET", "/commands", { target: host, swap: "innerHTML" });
}

// What the page itself offers: its buttons, its folded forms and its links that look like buttons.
function actions() {
  return [...document.querySelectorAll("main summary, main button, main a.button")]
    .filter((el) => el.checkVisibility?.({ visibilityProperty: true }) ?? el.offsetParent)
    .map((el) => ({ label: (el.getAttribute("aria-label") ?? el.textContent).trim().replace(/\s+/g, " "), use: () => {
      el.focus();
      el.click();
    } })).filter(({ label }) => label);
}

function places() {
  return [...host.querySelectorAll("[data-places] a")].map((link) => ({ label: link.textContent.trim(), use: () => link.click() }));
}

function mark(field, list, i) {
  const items = [...list.children];
  field.toggleAttribute("data-none", items.length === 0);
  if (items.length === 0) return field.removeAttribute("aria-activedescendant");
  at = (i + items.length) % items.length;
  items.forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
  field.setAttribute("aria-activedescendant", items[at].id);
  items[at].scrollIntoView({ block: "nearest" });
}

function show(dialog, all) {
  const field = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const found = all.map((one) => ({ ...one, score: fit(one.label, field.value) })).filter(({ score }) => score >= 0)
    .sort((a, b) => a.score - b.score).slice(0, SHOWN);
  list.replaceChildren(...found.map(({ label, use }, i) => {
    const item = document.createElement("li");
    Object.assign(item, { id: `command-${i}`, role: "option", textContent: label });
    item.addEventListener("click", () => {
      dialog.close();
      use();
    });
    return item;
  }));
  dialog.querySelector("[role=status]").textContent = found.length ? "" : dialog.dataset.none;
  mark(field, list, 0);
}

export async function commands() {
  await load();
  const dialog = host.querySelector("#commands-bar");
  if (!dialog || dialog.open) return;
  const all = [...actions(), ...places()];
  const field = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  field.value = "";
  field.oninput = () => show(dialog, all);
  field.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(field, list, at + step);
    if (event.key === "Enter") list.children[at]?.click();
    if (step || event.key === "Enter") event.preventDefault();
  };
  dialog.showModal();
  show(dialog, all);
}

export async function sheet() {
  await load();
  host.querySelector("#keys-sheet")?.showModal();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-commands]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  commands();
});
