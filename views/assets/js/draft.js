// Keeps what is written in form[data-draft] on the server while it is written, and says so beside it. Each form knows
// the mark of the draft it has; the server puts what crosses another window's words beside them, never over them.
const PAUSE = 900; // ms after the last key
const AGAIN = 6000; // ms after a failure
const known = new Map(); // by the form's id, so that a form drawn anew goes on

const stateOf = (form) => {
  const { value } = form.elements.text;
  if (!known.has(form.id)) known.set(form.id, { mark: form.elements.draft.value, saved: value, timer: 0, busy: null });
  return known.get(form.id);
};
const tell = (form, text) => { form.querySelector("[data-draft-told]").textContent = text; };
const later = (form, ms) => {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), ms);
};

async function save(form, keepalive = false) {
  const state = stateOf(form);
  const text = form.elements.text.value;
  if (state.sent || text === state.saved) return;
  if (state.busy && !keepalive) return later(form, PAUSE);
  const body = new URLSearchParams({ kind: form.elements.kind.value, text, draft: state.mark });
  const answer = fetch(form.dataset.draft, { method: "POST", body, keepalive, redirect: "manual", headers: { Accept: "application/json" } });
  state.busy = answer;
  try {
    const response = await answer;
    if (response.type === "opaqueredirect" || response.status === 401) return tell(form, form.querySelector("[data-draft-told]").dataset.ended);
    if (response.status >= 500) throw new Error(String(response.status));
    const told = await response.json();
    if (response.ok) Object.assign(state, { mark: told.draft, saved: text });
    if (!state.sent) form.elements.draft.value = state.mark;
    tell(form, told.told);
  } catch {
    tell(form, form.querySelector("[data-draft-told]").dataset.failed);
    later(form, AGAIN);
  } finally {
    if (state.busy === answer) state.busy = null;
  }
}

document.addEventListener("input", ({ target }) => {
  if (target.name === "text" && target.form?.dataset.draft) later(target.form, PAUSE);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-draft-save]")) return;
  event.preventDefault();
  save(event.target.closest("form"));
});
document.addEventListener("submit", ({ target }) => {
  if (!target.dataset.draft) return;
  const state = stateOf(target);
  clearTimeout(state.timer);
  state.sent = true;
}, true);
// What waits for a network goes its own way: the form begins anew.
document.addEventListener("queued", ({ target }) => {
  target.elements.draft.value = "";
  known.set(target.id, { mark: "", saved: "", timer: 0, busy: null });
});
// After a form was sent, one that is as the server drew it begins anew; one still being written in keeps its mark.
document.addEventListener("htmx:after:swap", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const { text, draft } = form.elements;
    const state = stateOf(form);
    state.sent = false;
    if (text.value === text.defaultValue) Object.assign(state, { mark: draft.value, saved: text.value });
    else draft.value = state.mark;
  }
});
addEventListener("pagehide", () => { for (const form of document.querySelectorAll("form[data-draft]")) save(form, true); });
for (const form of document.querySelectorAll("form[data-draft]")) stateOf(form);
