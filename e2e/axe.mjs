// Accessibility: axe-core over a page, with a readable list of what it found.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails on every violation of WCAG 2.2 A and AA and of axe's own good practice; `rules` switches on others. Waits for ever in a visitor without JavaScript. */
export async function accessible(page, name, rules = {}) {
  // evaluated by the browser's debugger, not by a script element: the page's content policy stays as it is
  await page.evaluate(source);
  const { violations } = await page.evaluate((more) => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    rules: more,
  }), rules);
  if (violations.length > 0) throw new Error(`${name}\n${violations.map(describe).join('\n')}`);
}

function describe({ id, impact, help, nodes }) {
  const where = nodes.slice(0, 5).map((node) => `    ${node.target.join(' ')}\n      ${node.any[0]?.message ?? node.html}`);
  return `  ${id} (${impact}): ${help}, ${nodes.length} times\n${where.join('\n')}`;
}
