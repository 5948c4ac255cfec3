// What is one's own, in a real browser: writing with files, colleagues and a counter, without a network, on the account page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, Server, signIn, takeCall, visitor } from '../harness.mjs';

test('what is one\'s own', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);

  await t.test('a composer counts, takes files by paste and drop, refuses a folder and two megabytes of text', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    await page.goto('/account');
    await page.fill('#f-signature', 'Rina, Bidang Jalan');
    await page.click('form[action="/account/signature"] button');
    await page.locator('.flash').waitFor();
    const { path } = await takeCall(page, 'Jembatan retak.');
    await page.goto(path);
    assert.match(await page.locator('.composer-reply .signature').textContent(), /Rina, Bidang Jalan/);
    await page.fill('#f-text', 'a'.repeat(19_000));
    assert.match(await page.locator('#reply [data-counter]').textContent(), /^Sisa 9\d\d$/);
    const paste = (bytes) => page.evaluate((n) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'x'.repeat(n));
      return document.getElementById('f-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, bytes);
    const began = Date.now();
    assert.equal(await paste(2 << 20), false, 'two megabytes are not put in');
    assert.ok(Date.now() - began < 5000, 'the page answers');
    await page.locator('#reply [data-composer-told]', { hasText: '2.097.152' }).waitFor();
    assert.equal((await page.inputValue('#f-text')).length, 19_000);
    await accessible(page, 'a paste refused');
    assert.equal(await paste(100), true, 'a little is put in');

    const drop = (files, folder) => page.evaluate(([list, name]) => {
      const form = document.getElementById('reply');
      const data = new DataTransfer();
      for (const f of list) data.items.add(new File([new Uint8Array(f.size)], f.name, { type: f.type }));
      const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      if (name) { // a script cannot make a folder: what a browser says of one stands in for it
        data.items.add(new File([], name));
        Object.defineProperty(DataTransferItem.prototype, 'webkitGetAsEntry', { configurable: true, value() { return { isDirectory: this.getAsFile().name === name, name }; } });
      }
      form.dispatchEvent(event);
    }, [files, folder]);
    const told = page.locator('#reply [data-files-told]');
    await drop([], 'Foto rapat');
    await told.filter({ hasText: '“Foto rapat” adalah folder' }).waitFor();
    await drop([{ name: 'virus.exe', size: 3, type: 'application/x-msdownload' }, { name: 'besar.pdf', size: 11 << 20, type: 'application/pdf' }]);
    await told.filter({ hasText: /virus\.exe.*besar\.pdf.*11 MB/ }).waitFor();
    await drop([{ name: 'a.pdf', size: 3, type: 'application/pdf' }, { name: 'b.pdf', size: 3, type: 'application/pdf' }]);
    assert.equal(await page.locator('[data-files-list] li').count(), 2);
    await page.click('[data-file-remove="0"]');
    assert.match(await page.locator('[data-files-list] li').textContent(), /^b\.pdf/);
    await accessible(page, 'files chosen and refused');
    await page.click('[data-file-remove="0"]');
    noTroubles(context);
  });

  await t.test('a colleague is called upon by the first letters', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Pagar taman rusak.');
    await page.goto(path);
    const name = (await page.locator('#f-mention option').nth(1).textContent()).replace(/ \(.*/, '');
    await page.locator('#f-note_text').pressSequentially(`Tolong @${name.slice(0, 4).toLowerCase()}`);
    await page.locator('[data-mention-list] [role=option]').first().waitFor();
    await accessible(page, 'colleagues offered');
    await page.keyboard.press('Enter');
    assert.match(await page.inputValue('#f-note_text'), new RegExp(`^Tolong @${name} $`));
    await page.click('#note .composer-foot button');
    await page.locator('.message-note', { hasText: `@${name}` }).waitFor();
    noTroubles(context);
  });
});
