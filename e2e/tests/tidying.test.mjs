// Order between tickets: likely duplicates, merging, and one answer for many, on a small screen and without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, Server, signIn, takeCall, visitor } from '../harness.mjs';

test('order between tickets', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);
  const narrow = async (page, name) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${name} scrolls sideways at 360 px`);
  };

  await t.test('a later report is merged by the button beside it, and one answer is written for many', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width: 360, height: 740 } });
      const page = await signIn(context, server);
      const words = `Listrik padam di Kijang sejak pagi ${colorScheme}`;
      const { number: first } = await takeCall(page, words);
      const { path } = await takeCall(page, words);
      await page.goto(path);
      await accessible(page, `duplicates ${colorScheme}`);
      await page.goto(path);
      await page.click(`form[action="${path}/merge"]:has([value="${first}"]) button`);
      await page.locator('.notice-transfer a', { hasText: first }).waitFor();
      await accessible(page, `merged ${colorScheme}`);
      await narrow(page, 'a merged ticket');
      await page.goto(`/tickets/${first}`);
      await page.locator('summary', { hasText: /Kejadian massal baru|New incident/ }).click();
      await page.fill('#f-incident_title', words);
      await page.click(`form[action="/tickets/${first}/incident"] button:not([aria-label])`);
      await page.locator('.notice-transfer a[href^="/incidents/"]').first().click();
      await page.fill('#f-text', 'Yth. {{nama}}, listrik menyala kembali.');
      await page.click('form[action$="/answers"] button');
      await page.locator('section.card .message-text').waitFor();
      await accessible(page, `incident ${colorScheme}`);
      await narrow(page, 'an incident');
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/incident-${colorScheme}.png`, fullPage: true });
      await page.goto('/incidents');
      await accessible(page, `incidents ${colorScheme}`);
      noTroubles(context);
    }
  });
});
