// Takes the pictures of the documents from the demo: `node screenshots.mjs` in this folder, with TANGGAP_BIN or Go.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server, openBrowser } from './harness.mjs';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'screenshots');
const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

// Who looks at what: name of the picture, role (none: the public), size, address or how to get there.
const pictures = [
  ['inbox', 'agent', wide, '/inbox?tab=unit'],
  ['inbox-phone', 'agent', phone, '/inbox?tab=unit'],
  ['ticket', 'agent', wide, firstTicket],
  ['dashboard', 'supervisor', wide, '/dashboard'],
];

async function firstTicket(page) {
  await page.goto('/inbox?tab=unit');
  await page.locator('.row-link').first().click();
  await page.waitForURL('**/tickets/**');
}

async function signIn(page, login) {
  await page.goto('/login');
  await page.fill('[name=email]', login.email);
  await page.fill('[name=password]', login.password);
  await page.locator('main form button').click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

const cleaning = [];
const life = { after: (fn) => cleaning.unshift(fn) };
try {
  await mkdir(folder, { recursive: true });
  const server = await Server.start(life, ['demo', '--quiet']);
  const browser = await openBrowser(life);
  for (const [name, role, viewport, where] of pictures) {
    const context = await browser.newContext({
      baseURL: server.url, viewport, locale: 'id-ID', timezoneId: 'Asia/Jakarta', colorScheme: 'light', reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (role) await signIn(page, server.logins[role]);
    if (typeof where === 'function') await where(page);
    else await page.goto(where);
    await page.waitForLoadState('load');
    await page.waitForTimeout(500); // charts and fonts
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(name);
    await context.close();
  }
} finally {
  for (const clean of cleaning) await clean();
}
