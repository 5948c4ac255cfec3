// "@" in a note offers the colleagues who can be called upon. Besides the name, the form sends who was meant: somebody
// renamed while the page was open is told all the same.
import { offers } from "./offer.js";

const AWAY = / \([^()]* → [^()]*\)$/; // the list says who is away and who stands in

offers({
  name: "mention",
  mine: (form) => form.querySelector("[data-mention-list]"),
  typed: /(?:^|[\s(])@((?:[\p{L}\p{N}.'-]+ ?){0,4}(?<! )|)$/u,
  list: (form) => form.querySelector("[data-mention-list]"),
  options: (form) => [...form.querySelector("select[name=mention]").options].filter((o) => o.value).map((o) => ({ value: o.value, label: o.label })),
  take: (form, { value, label }, start, end) => {
    const area = form.elements.text;
    const name = `@${label.replace(AWAY, "")}`;
    area.setRangeText(`${name} `, start, end, "end");
    const meant = document.createElement("input");
    Object.assign(meant, { type: "hidden", name: "mention", value });
    meant.dataset.called = name;
    form.append(meant);
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  },
});
// Whoever's name was taken out again is not called; nor is anybody from the note before.
document.addEventListener("submit", ({ target }) => {
  for (const meant of target.querySelectorAll?.("[data-called]") ?? []) {
    if (!target.elements.text.value.includes(meant.dataset.called)) meant.remove();
  }
}, true);
