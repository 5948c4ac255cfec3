// [data-countdown] holds for that many seconds: the number in its first paragraph counts down, then it goes.
const ends = new WeakMap(); // element -> when, and the number that said so

function seconds(element) {
  const said = element.dataset.countdown;
  if (ends.get(element)?.said !== said) ends.set(element, { said, at: Date.now() + said * 1000 });
  return Math.ceil((ends.get(element).at - Date.now()) / 1000);
}

setInterval(() => {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const left = seconds(element);
    element.hidden = left <= 0;
    const words = element.querySelector("p").lastChild;
    words.data = words.data.replace(/\d+/, Math.max(0, left));
  }
}, 250);
