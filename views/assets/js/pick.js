// Choosing tickets of a list: shift-click takes all between, "x" the one in focus. What is chosen outlives a reload of the
// list ([data-pick] is the form it belongs to), and how many there are is told beside the button.
const chosen = new Set();
let last;

const boxes = () => [...document.querySelectorAll('.rows input[name="ticket"]')];

function show() {
  const form = document.querySelector("[data-pick]");
  if (!form) return;
  const all = form.elements.namedItem("all").checked;
  const told = form.querySelector("[data-pick-count]");
  const n = boxes().filter((box) => box.checked).length;
  told.textContent = n && !all ? told.dataset.words.replace("{n}", n) : "";
  form.toggleAttribute("data-chosen", Boolean(n || all));
}

function take(box, checked) {
  box.checked = checked;
  if (checked) chosen.add(box.value);
  else chosen.delete(box.value);
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.('.rows input[name="ticket"]')) return;
  const all = boxes();
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((one) => take(one, box.checked));
  }
  take(box, box.checked);
  last = box;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || document.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const row = event.target.closest(".ticket-row") ?? document.querySelector(".ticket-row:hover");
  const box = row?.querySelector('input[name="ticket"]');
  if (!box) return;
  take(box, !box.checked);
  last = box;
  show();
});

document.addEventListener("change", show);
document.addEventListener("htmx:after:swap", () => {
  boxes().forEach((box) => (box.checked = chosen.has(box.value)));
  show();
});
boxes().forEach((box) => take(box, box.checked)); // the back button brings them back ticked
show();
