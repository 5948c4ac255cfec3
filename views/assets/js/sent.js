// After a form that htmx sent: one that did its work is emptied and folded, and the word of it stays in sight for a
// while; one that was refused leads to what is wrong. Everything else on the page stays as it was typed.
const IN_SIGHT = 8000; // ms

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (!form.matches?.("form[method=post]")) return;
  ctx.sent = ctx.response.status < 400 ? "done" : "refused";
  if (ctx.sent === "done") {
    form.reset();
    form.closest("details")?.removeAttribute("open");
  }
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!ctx.sent) return;
  const told = document.querySelector(ctx.sent === "done" ? ".flash" : "#summary");
  if (ctx.sent === "refused") {
    told?.focus();
    return;
  }
  told?.classList.add("flash-near");
  setTimeout(() => told?.classList.remove("flash-near"), IN_SIGHT);
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
