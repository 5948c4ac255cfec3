// A list of what fits the word being typed, below a text field: arrows choose, Enter or Tab takes, Escape closes. The
// field keeps the focus; a screen reader hears of the marked line by aria-activedescendant. What starts a list, what it
// holds and what taking one does is the affair of the module that calls offers().
import { fit } from "./fuzzy.js";

const SHOWN = 8;

export function offers({ name, mine, typed, list, options, take }) {
  let at = -1; // the one that is marked
  const isMine = (field) => field?.name === "text" && field.form && mine(field.form);

  function close(field) {
    const box = list(field.form);
    if (!box || box.hidden) return;
    box.hidden = true;
    box.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  }

  function mark(field, i) {
    const items = [...list(field.form).children];
    at = (i + items.length) % items.length;
    items.forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    field.setAttribute("aria-activedescendant", items[at].id);
    items[at].scrollIntoView({ block: "nearest" });
  }

  function offer(field) {
    const word = field.value.slice(0, field.selectionStart).match(typed);
    if (!word) return close(field);
    const found = options(field.form).map((o) => ({ ...o, score: fit(o.label, word.at(-1)) })).filter(({ score }) => score >= 0)
      .sort((a, b) => a.score - b.score).slice(0, SHOWN);
    if (found.length === 0) return close(field);
    const box = list(field.form);
    box.replaceChildren(...found.map(({ value, label }) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `${name}-${value}`, role: "option", textContent: label });
      item.dataset[name] = value;
      return item;
    }));
    box.hidden = false;
    mark(field, 0);
  }

  function use(field, item) {
    const end = field.selectionStart;
    const word = field.value.slice(0, end).match(typed);
    const start = word ? end - word.at(-1).length - 1 : end;
    close(field);
    take(field.form, { value: item.dataset[name], label: item.textContent }, start, end);
  }

  document.addEventListener("input", ({ target }) => { if (isMine(target)) offer(target); });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const box = isMine(field) && list(field.form);
    if (!box || box.hidden) return;
    const act = {
      ArrowDown: () => mark(field, at + 1), ArrowUp: () => mark(field, at - 1), Escape: () => close(field),
      Enter: () => use(field, box.children[at]), Tab: () => use(field, box.children[at]),
    }[event.key];
    if (act) { event.preventDefault(); event.stopPropagation(); act(); }
  });
  document.addEventListener("mousedown", (event) => {
    const item = event.target.closest?.(`[data-${name}][role=option]`);
    if (!item) return;
    event.preventDefault();
    use(item.closest("form").elements.text, item);
  });
  document.addEventListener("focusout", ({ target }) => { if (isMine(target)) close(target); });
}
