// A citizen's journey through the public portal, in a real browser, without JavaScript unless axe needs it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, visitor } from '../harness.mjs';

test('the public portal', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);

  await t.test('a citizen reports and tracks without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    await page.goto('/lapor');
    await page.fill('[name=text]', 'Jalan berlubang di depan pasar <b>lama</b>');
    await page.click('form[action="/lapor"] button:not([name])');
    const [number, code] = await page.locator('.receipt .number').allTextContents();
    assert.match(number, /^TGP-\d{4}-\d{6}$/);
    await page.goto(`/lacak?number=${number}`);
    assert.equal(await page.inputValue('[name=number]'), number);
    await page.fill('[name=code]', code);
    await page.click('form[action="/lacak"] button');
    assert.equal(await page.locator('.message-text').first().textContent(), 'Jalan berlubang di depan pasar <b>lama</b>');
    noTroubles(context);
  });

  await t.test('a wrong code says the same for a ticket that exists and one that does not', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    const told = [];
    for (const number of ['TGP-2026-000001', 'TGP-2026-999999']) {
      await page.goto('/lacak');
      await page.fill('[name=number]', number);
      await page.fill('[name=code]', 'AAAA-BBBB-CCCC');
      await page.click('form[action="/lacak"] button');
      told.push(await page.locator('#summary').textContent());
    }
    assert.equal(told[0], told[1]);
  });

  await t.test('the pages are light, scriptless, accessible, and fit a small screen', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      for (const path of ['/', '/lapor', '/lacak', '/tidak-ada']) {
        await page.goto(path, { waitUntil: 'networkidle' });
        const bytes = await page.evaluate(() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
          .reduce((sum, entry) => sum + entry.encodedBodySize, 0)); // as sent, whether cached or not
        assert.equal(await page.locator('script').count(), 0, `${path} carries a script`);
        assert.ok(bytes > 1000 && bytes < 60_000, `${path} weighs ${bytes} bytes`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${path} scrolls sideways at 360 px`);
        await accessible(page, `${path} ${colorScheme}`);
      }
      noTroubles(context);
    }
  });

  await t.test('the language switch stays', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    await page.goto('/lapor');
    await page.click('[name=lang]');
    assert.equal(new URL(page.url()).pathname, '/lapor');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    noTroubles(context);
  });
});
