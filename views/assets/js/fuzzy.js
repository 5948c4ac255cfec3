// How well a name fits what was typed: every letter in its order, sooner and closer is better; -1 for not at all.
const letters = (s) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

export function fit(name, wanted) {
  let from = 0;
  let score = 0;
  for (const letter of letters(wanted)) {
    const found = letters(name).indexOf(letter, from);
    if (found < 0) return -1;
    score += found - from;
    from = found + 1;
  }
  return score;
}
