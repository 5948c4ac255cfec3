// A citizen comes back to a report: reads, writes, sends a photo, says that it is not solved. Without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, visitor } from '../harness.mjs';

// A PNG of one pixel.
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('the tracking page', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const report = async (page, text) => {
    await page.goto('/lapor');
    await page.fill('[name=text]', text);
    await page.click('form[action="/lapor"] button:not([name])');
    const [number, code] = await page.locator('.receipt .number').allTextContents();
    return { number, code };
  };
  const enter = async (page, { number, code }) => {
    await page.goto(`/lacak?number=${number}`);
    await page.fill('[name=code]', code);
    await page.click('form[action="/lacak"] button');
  };

  await t.test('writing back with a photo, reloading, going back', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    const ticket = await report(page, 'Lampu jalan mati di depan puskesmas');
    await enter(page, ticket);
    assert.equal(new URL(page.url()).search, `?number=${ticket.number}`, 'the code must not be in the address');
    await page.reload();
    await page.fill('[name=text]', 'Ini fotonya 📷');
    await page.setInputFiles('[name=files]', { name: 'tiang 7.png', mimeType: 'image/png', buffer: photo });
    await page.click('form[action="/lacak/messages"] button');
    assert.equal(await page.locator('.message-in').count(), 2);
    const picture = page.locator('.file-image img');
    assert.equal(await picture.evaluate((img) => img.decode().then(() => img.naturalWidth)), 1);
    await page.goBack();
    await page.goForward();
    assert.equal(await page.locator('.message-in').count(), 2);
    noTroubles(context);
  });

  await t.test('two reports side by side, and locking one', async () => {
    const context = await plainVisitor(browser, server);
    const [one, two] = [await context.newPage(), await context.newPage()];
    const [first, second] = [await report(one, 'Jalan berlubang'), await report(two, 'Sampah menumpuk')];
    await enter(one, first);
    await enter(two, second);
    await one.reload();
    assert.match(await one.locator('.message-text').first().textContent(), /berlubang/);
    await one.click('form[action="/lacak/leaving"] button');
    await one.goto(`/lacak?number=${first.number}`);
    assert.equal(await one.locator('[name=code]').count(), 1);
    await two.reload();
    assert.match(await two.locator('.message-text').first().textContent(), /Sampah/);
    noTroubles(context);
  });

  await t.test('the page is light, scriptless, accessible, and fits a small screen', async () => {
    for (const [colorScheme, locale] of [['light', 'id-ID'], ['dark', 'en-GB']]) {
      const context = await visitor(browser, server, { colorScheme, locale, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      await enter(page, await report(page, `Kata sangat panjang: ${'x'.repeat(300)}`));
      await page.waitForLoadState('networkidle');
      const bytes = await page.evaluate(() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
      assert.ok(bytes > 1000 && bytes < 60_000, `it weighs ${bytes} bytes`);
      assert.equal(await page.locator('script').count(), 0);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      await accessible(page, `tracking ${colorScheme}`);
      noTroubles(context);
    }
  });
});
