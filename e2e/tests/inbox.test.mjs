// The inbox in a real browser: every filter and page as links and forms, and what others do appears by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, visitor } from '../harness.mjs';

test('the inbox', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);
  const signIn = async (context, role) => {
    const page = await context.newPage();
    await page.goto('/login');
    await page.fill('[name=email]', server.logins[role].email);
    await page.fill('[name=password]', server.logins[role].password);
    await page.click('form[action="/login"] button');
    await page.locator('.tabs').waitFor();
    return page;
  };
  const count = async (page, tab) => Number(await page.locator(`.tabs [data-tab=${tab}] .count`).textContent());
  // Every row of the list, page by page.
  const rows = async (page) => {
    const ids = [];
    for (;;) {
      await page.waitForLoadState('domcontentloaded'); // a click returns when the page begins to come in
      ids.push(...await page.locator('.ticket-row').evaluateAll((all) => all.map((row) => row.id)));
      const next = page.locator('.pager a[rel=next]');
      if (await next.count() === 0) return ids;
      await next.click();
    }
  };

  await t.test('tabs, filters, search and pages work without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, 'supervisor');
    for (const tab of ['unit', 'unassigned', 'near', 'late', 'waiting', 'all']) {
      await page.click(`.tabs [data-tab=${tab}]`);
      const ids = await rows(page);
      assert.equal(new Set(ids).size, ids.length, `${tab} shows a ticket twice`);
      assert.equal(ids.length, await count(page, tab), `${tab} shows as many as it counts`);
    }
    await page.goto('/inbox?tab=all');
    await page.click('.filter-more summary');
    await page.selectOption('[name=kind]', 'complaint');
    await page.selectOption('[name=status]', 'resolved');
    await page.click('.filter button');
    assert.match(page.url(), /tab=all.*kind=complaint.*status=resolved/);
    assert.ok(await page.locator('.ticket-row').count() > 0);
    assert.equal(await page.locator('.ticket-row .tag-resolved').count(), await page.locator('.ticket-row').count());
    const number = (await page.locator('.ticket-row').first().getAttribute('id')).replace('row-', '');
    await page.fill('.bar-search [name=q]', number);
    await page.press('.bar-search [name=q]', 'Enter');
    assert.equal(await page.locator('.ticket-row').count(), 1);
    await page.click('.row-link');
    assert.match(page.url(), new RegExp(`/tickets/${number}$`));
    noTroubles(context);
  });

  await t.test('a new ticket appears by itself, and focus stays where it was', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, 'supervisor');
    await page.goto('/inbox?tab=all');
    const before = await count(page, 'all');
    await page.locator('.row-link').nth(2).focus();
    const focused = () => page.evaluate(() => document.activeElement.getAttribute('href'));
    const here = await focused();
    const citizen = await (await visitor(browser, server)).newPage();
    await citizen.goto('/lapor');
    await citizen.fill('[name=text]', 'Jembatan kayu di ujung dermaga patah.');
    await citizen.click('form[action="/lapor"] button:not([name])');
    await page.waitForFunction((n) => Number(document.querySelector('.tabs [data-tab=all] .count').textContent) > n, before);
    assert.equal(await focused(), here);
    noTroubles(context);
  });

  await t.test('everybody can use it, in both themes and on a small screen', async () => {
    for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width, height: 800 } });
      const page = await signIn(context, 'agent');
      await page.goto('/inbox?tab=all&q=jalan&kind=complaint');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `scrolls sideways at ${width} px`);
      const { x, width: w } = await page.locator('.tabs [aria-current]').boundingBox();
      assert.ok(x >= 0 && x + w <= width, `the current tab is out of sight at ${width} px`);
      await accessible(page, `/inbox ${colorScheme} ${width}`);
      noTroubles(context);
    }
  });
});
