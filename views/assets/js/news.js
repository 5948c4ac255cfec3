// Says in words that tickets came into the list while it was open, for those who cannot see it change.
const place = document.querySelector("[data-news]");
const ids = () => new Set([...document.querySelectorAll(".ticket-row")].map((row) => row.id));
let known = ids();

document.addEventListener("htmx:after:swap", () => {
  const here = ids();
  const fresh = [...here].filter((id) => !known.has(id)).length;
  if (place && fresh > 0) place.textContent = fresh === 1 ? place.dataset.one : place.dataset.more.replace("{n}", fresh);
  known = here;
});
