// Puts a macro where the writer is: by the button beside the list, or by "/" at the beginning of a word, which offers the
// names that fit. The words come from the server, filled from the ticket.
import { fit } from "./fuzzy.js";

const TYPED = /(^|\s)\/([^\n/]{0,40})$/;
const SHOWN = 8;
let at = -1; // the one that is marked

const listOf = (area) => area.form?.querySelector("[data-macro-list]");
function close(area) {
  const list = listOf(area);
  if (!list || list.hidden) return;
  list.hidden = true;
  list.replaceChildren();
  area.removeAttribute("aria-activedescendant");
}

function mark(area, i) {
  const items = [...listOf(area).children];
  at = (i + items.length) % items.length;
  items.forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
  area.setAttribute("aria-activedescendant", items[at].id);
  items[at].scrollIntoView({ block: "nearest" });
}

function offer(area) {
  const typed = area.value.slice(0, area.selectionStart).match(TYPED);
  if (!typed) return close(area);
  const found = [...(area.form.elements.macro?.options ?? [])].filter((o) => o.value)
    .map((o) => ({ o, score: fit(o.label, typed[2]) })).filter(({ score }) => score >= 0)
    .sort((a, b) => a.score - b.score).slice(0, SHOWN);
  if (found.length === 0) return close(area);
  const list = listOf(area);
  list.replaceChildren(...found.map(({ o }) => {
    const item = document.createElement("li");
    Object.assign(item, { id: `macro-${o.value}`, role: "option", textContent: o.label });
    item.dataset.macro = o.value;
    return item;
  }));
  list.hidden = false;
  mark(area, 0);
}

async function insert(form, macro) {
  const area = form.elements.text;
  const typed = area.value.slice(0, area.selectionStart).match(TYPED);
  const end = area.selectionStart;
  const start = typed ? end - typed[2].length - 1 : end;
  close(area);
  const response = await fetch(form.dataset.macros, { method: "POST", body: new URLSearchParams({ macro }), redirect: "manual", headers: { Accept: "application/json" } });
  const { text, told } = response.type === "opaqueredirect" ? {} : await response.json();
  if (!text) { form.querySelector("[data-draft-told]").textContent = told ?? form.querySelector("[data-draft-told]").dataset.ended; return; }
  area.setRangeText(text, start, end, "end");
  const blank = area.value.indexOf("{{?", start);
  if (blank >= 0) area.setSelectionRange(blank, area.value.indexOf("}}", blank) + 2);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => { if (target.form?.dataset.macros && target.name === "text") offer(target); });
document.addEventListener("keydown", (event) => {
  const list = event.target.form?.dataset.macros && event.target.name === "text" && listOf(event.target);
  if (!list || list.hidden) return;
  const act = {
    ArrowDown: () => mark(event.target, at + 1), ArrowUp: () => mark(event.target, at - 1), Escape: () => close(event.target),
    Enter: () => insert(event.target.form, list.children[at].dataset.macro), Tab: () => insert(event.target.form, list.children[at].dataset.macro),
  }[event.key];
  if (act) { event.preventDefault(); act(); }
});
document.addEventListener("mousedown", (event) => {
  const item = event.target.closest?.("[data-macro]");
  if (item) { event.preventDefault(); insert(item.closest("form"), item.dataset.macro); }
});
document.addEventListener("focusout", ({ target }) => { if (target.form?.dataset.macros && target.name === "text") close(target); });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-macro-insert]");
  if (!button) return;
  event.preventDefault();
  if (button.form.elements.macro.value) insert(button.form, button.form.elements.macro.value);
});
