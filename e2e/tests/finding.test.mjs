// Finding: filters as words, the command bar and single keys, by keyboard alone and without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, signIn, visitor } from '../harness.mjs';

test('finding', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);

  await t.test('filters as words become chips, without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server, 'supervisor');
    await page.fill('.bar-search [name=q]', 'jenis:aduan warna:merah jalan');
    await page.press('.bar-search [name=q]', 'Enter');
    assert.equal(await page.inputValue('#f-q'), 'warna:merah jalan');
    assert.match(await page.textContent('#list [role=status]'), /warna.*jenis/s);
    await page.click('.chip');
    assert.equal(await page.locator('.chip').count(), 0);
    assert.match(page.url(), /q=jalan/);
    await page.goto('/commands');
    await page.click('main [data-places] a[href="/inbox?tab=late"]');
    assert.match(page.url(), /tab=late/);
    noTroubles(context);
  });

  await t.test('the command bar and the keys', async () => {
    for (const [colorScheme, width] of [['light', 1280], ['dark', 360]]) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width, height: 800 } });
      const page = await signIn(context, server, 'agent');
      await page.goto('/inbox?q=jenis:aduan');
      await accessible(page);
      await page.keyboard.press('?');
      await page.locator('#keys-sheet[open]').waitFor();
      await accessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.locator('#commands-bar[open] [role=option]').first().waitFor();
      await accessible(page);
      await page.keyboard.type('lewat');
      assert.match(await page.locator('#commands-list [aria-selected=true]').textContent(), /Lewat/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/tab=late/);
      await page.goto('/inbox?tab=all');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      assert.equal(await page.evaluate(() => [...document.querySelectorAll('.row-link')].indexOf(document.activeElement)), 1);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/tickets\//);
      await page.keyboard.press('n');
      await page.keyboard.press('Control+a'); // over the draft of the round before
      await page.keyboard.type('nrt');
      assert.equal(await page.inputValue('#note textarea'), 'nrt', 'keys are letters while somebody types');
      await context.addCookies([{ name: 'keys', value: 'off', url: server.url }]);
      await page.goto('/commands');
      await accessible(page);
      await page.keyboard.press('g');
      await page.keyboard.press('i');
      assert.match(page.url(), /commands/);
      noTroubles(context);
      await context.close();
    }
  });
});
