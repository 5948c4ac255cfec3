// The dashboard in a real browser: every number without JavaScript, the pictures with it, and the page of the public.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, signIn, visitor } from '../harness.mjs';

test('the dashboard', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);
  const number = (text) => Number(text.replace(/\D/g, ''));

  await t.test('a supervisor picks a period, sorts, and reaches the tickets behind a number, without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server, 'supervisor');
    await page.goto('/dashboard');
    await page.selectOption('select[name=period]', '7');
    await page.click('.dash-pick:first-child button');
    assert.match(page.url(), /period=7/);
    const column = async (n) => (await page.locator(`section:has(#h-category) tbody td:nth-of-type(${n})`).allTextContents()).map(number);
    await page.click('section:has(#h-category) th:nth-of-type(2) a'); // received, the other way round
    const received = await column(1);
    assert.deepEqual(received, received.toSorted((a, b) => a - b));
    assert.equal(received.reduce((a, b) => a + b, 0), number(await page.locator('.dash-figures dd').first().textContent()));

    const row = page.locator('section:has(#h-category) tbody tr', { has: page.locator('td:nth-of-type(3) a') }).first();
    const missed = number(await row.locator('td:nth-of-type(3)').textContent());
    await row.locator('td:nth-of-type(3) a').click();
    let listed = await page.locator('.ticket-row').count();
    while (await page.locator('.pager a[rel=next]').count()) {
      await page.click('.pager a[rel=next]');
      listed += await page.locator('.ticket-row').count();
    }
    assert.equal(listed, missed);
    noTroubles(context);
  });

  await t.test('the pictures are drawn, the tables stay, in both themes and on a small screen', async () => {
    for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width, height: 800 } });
      const page = await signIn(context, server, 'supervisor');
      await page.goto('/dashboard?period=30');
      await page.locator('[data-chart] svg').nth(2).waitFor();
      assert.equal(await page.locator('[data-chart] svg').count(), 3);
      assert.match(await page.locator('[data-chart=line]').getAttribute('aria-label'), /tabel/);
      for (const details of await page.locator('.dashboard details summary').all()) await details.click();
      assert.equal(await page.locator('#t-days tbody tr').count(), 30);
      assert.equal(await page.locator('#t-heat tbody td').count(), 168);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `scrolls sideways at ${width} px`);
      await accessible(page, `/dashboard ${colorScheme} ${width}`);
      await page.locator('section:has(#h-unit) tbody td a').first().click();
      await page.locator('.ticket-row').first().waitFor();
      await accessible(page, `/dashboard/tickets ${colorScheme} ${width}`);
      noTroubles(context);
    }
  });

  await t.test('the public sees units, and none of few tickets', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      await page.goto('/transparansi', { waitUntil: 'networkidle' });
      const bytes = await page.evaluate(() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
      assert.ok(bytes > 1000 && bytes < 60_000, `weighs ${bytes} bytes`);
      assert.equal(await page.locator('script').count(), 0);
      const received = (await page.locator('tbody td:nth-of-type(1)').allTextContents()).map(number);
      assert.ok(received.length > 5 && Math.min(...received) >= 5, `received ${received}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0);
      await accessible(page, `/transparansi ${colorScheme}`);
      noTroubles(context);
    }
  });
});
