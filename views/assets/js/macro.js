// Puts a macro where the writer is: by the button beside the list, or by "/" at the beginning of a word, which offers the
// names that fit. The words come from the server, filled from the ticket.
import { offers } from "./offer.js";

async function insert(form, macro, start, end) {
  const area = form.elements.text;
  const told = form.querySelector("[data-draft-told]");
  const response = await fetch(form.dataset.macros, { method: "POST", body: new URLSearchParams({ macro }), redirect: "manual", headers: { Accept: "application/json" } });
  const answer = response.type === "opaqueredirect" ? {} : await response.json();
  if (!answer.text) { told.textContent = answer.told ?? told.dataset.ended; return; }
  area.setRangeText(answer.text, start, end, "end");
  const blank = area.value.indexOf("{{?", start);
  if (blank >= 0) area.setSelectionRange(blank, area.value.indexOf("}}", blank) + 2);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

offers({
  name: "macro",
  mine: (form) => form.dataset.macros,
  typed: /(?:^|\s)\/([^\n/]{0,40})$/,
  list: (form) => form.querySelector("[data-macro-list]"),
  options: (form) => [...(form.elements.macro?.options ?? [])].filter((o) => o.value).map((o) => ({ value: o.value, label: o.label })),
  take: (form, { value }, start, end) => insert(form, value, start, end),
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-macro-insert]");
  if (!button) return;
  event.preventDefault();
  const { macro, text } = button.form.elements;
  if (macro.value) insert(button.form, macro.value, text.selectionStart, text.selectionStart);
});
