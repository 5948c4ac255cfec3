// Counts what is written by the measure of its channel, the signature with it; the server counts the same way
// (channels/limit.go) and has the last word. A paste larger than everything that may be written is not put in, because a
// text field with megabytes freezes an old phone, and half a text put in silently would be sent.
const LINK = /https?:\/\/\S+/gu;
const light = (c) => c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247);
const characters = (s) => { let n = 0; for (const _ of s) n++; return n; };
export const measures = {
  characters,
  utf16: (s) => s.length,
  bytes: (s) => new TextEncoder().encode(s).length,
  weighted: (s) => {
    let n = 23 * (s.match(LINK)?.length ?? 0);
    for (const c of s.replace(LINK, "")) n += light(c.codePointAt(0)) ? 1 : 2;
    return n;
  },
};

const number = (n) => n.toLocaleString(document.documentElement.lang);
const mostOf = (area) => Number(area.dataset.most ?? area.dataset.limit);
const NEAR = 0.9; // of the limit: from there on a screen reader is told too

function count(area) {
  const told = area.form?.querySelector("[data-counter]");
  if (!told) return;
  const { signature, measure } = area.dataset;
  const words = area.value.trim();
  const most = mostOf(area);
  const used = measures[measure](words && signature && !words.endsWith(signature) ? `${words}\n\n${signature}` : words);
  told.textContent = (used > most ? told.dataset.over : told.dataset.left).replace("{n}", number(Math.abs(most - used)));
  told.classList.toggle("counter-over", used > most);
  if (used > most * NEAR) told.setAttribute("role", "status");
  else told.removeAttribute("role");
}

document.addEventListener("input", ({ target }) => { if (target.dataset?.measure) count(target); });
document.addEventListener("paste", (event) => {
  const area = event.target;
  if (!area.dataset?.measure) return;
  const told = area.form.querySelector("[data-composer-told]");
  const pasted = event.clipboardData.getData("text/plain");
  const limit = Number(area.dataset.limit);
  const kept = area.value.length - (area.selectionEnd - area.selectionStart);
  told.hidden = pasted.length + kept <= limit * 2; // what is a little too long is put in, and counted
  if (told.hidden) return;
  event.preventDefault();
  told.textContent = told.dataset.paste.replace("{n}", number(pasted.length)).replace("{m}", number(limit));
});
document.addEventListener("reset", ({ target }) => setTimeout(() => target.querySelectorAll?.("textarea[data-measure]").forEach(count)));
const all = () => document.querySelectorAll("textarea[data-measure]").forEach(count);
document.addEventListener("htmx:after:swap", all);
all();
