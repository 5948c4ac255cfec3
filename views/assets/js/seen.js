// Whoever goes on writing after new messages came in has had them before their eyes: [data-seen] says how many messages
// the page shows, and a form with a field "seen" takes that over while one types.
document.addEventListener("input", ({ target }) => {
  const field = target.form?.elements.namedItem("seen");
  const shown = document.querySelector("[data-seen]")?.dataset.seen;
  if (field && shown) field.value = shown;
});
