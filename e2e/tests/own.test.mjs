// What is one's own, in a real browser: writing with files, colleagues and a counter, without a network, on the account page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, pause, Server, signIn, takeCall, visitor } from '../harness.mjs';

// What has no sign on the page is looked for again until it is so.
async function holds(page, question, about) {
  for (let i = 0; i < 100; i++) {
    if (await page.evaluate(question, about)) return;
    await pause(100);
  }
  throw new Error(`never came true: ${question}`);
}

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

  await t.test('a ticket is read and answered without a network, and the answer goes out once', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Pagar taman rusak.');
    await page.goto(path);
    await holds(page, async (wanted) => {
      const pages = (await caches.keys()).find((name) => name.startsWith('pages-'));
      const cache = pages && await caches.open(pages);
      return Boolean(cache && await cache.match('/offline') && await cache.match(wanted) && (await (await caches.open('files')).keys()).length > 20);
    }, path);
    const manifest = await page.evaluate(() => fetch(document.querySelector('link[rel=manifest]').href).then((r) => r.json()));
    for (const { src } of manifest.icons) assert.equal((await page.request.get(src)).headers()['content-type'], 'image/png');
    assert.ok(!(await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => r.url)))).flat()))
      .some((address) => /inbox|lacak|lapor|attachments/.test(address)), 'only tickets and files are kept');

    await context.setOffline(true);
    await page.goto(path);
    await page.locator('.offline-mark', { hasText: /per \d\d\.\d\d/ }).waitFor();
    await page.fill('#f-text', 'Ditulis tanpa jaringan.');
    await page.click('#reply .button-main');
    await page.locator('.waiting li[data-state=waiting]', { hasText: 'Ditulis tanpa jaringan.' }).waitFor();
    assert.equal(await page.inputValue('#f-text'), '');
    await page.fill('#f-note_text', 'Catatan yang dibuang lagi.');
    await page.click('#note .composer-foot button');
    await page.locator('.waiting li', { hasText: 'dibuang lagi' }).locator('button').click();
    await page.locator('.waiting li', { hasText: 'dibuang lagi' }).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'focus is not lost');
    await accessible(page, 'a kept ticket without a network');
    await page.goto('/dashboard');
    await page.locator('[data-kept-pages] a', { hasText: 'TGP-' }).waitFor();
    await accessible(page, 'what stands in for a page that is not kept');
    await page.goto(path);
    await context.setOffline(false);
    await page.locator('.waiting li[data-state=sent]').waitFor();
    await page.goto(path);
    assert.equal(await page.locator('.message-out', { hasText: 'Ditulis tanpa jaringan.' }).count(), 1);
    assert.equal(await page.locator('.offline-mark').isVisible(), false);

    // the line breaks when the house has taken the answer, and nobody hears of it
    await page.route('**/replies', async (route) => { await route.fetch(); await route.abort(); }, { times: 1 });
    await page.fill('#f-text', 'Jalur terputus di tengah.');
    await page.click('#reply .button-main');
    await page.locator('.waiting li[data-state=sent]', { hasText: 'Jalur terputus' }).waitFor({ timeout: 25_000 });
    await page.goto(path);
    assert.equal(await page.locator('.message-out', { hasText: 'Jalur terputus di tengah.' }).count(), 1);

    await context.setOffline(true);
    await page.fill('#f-text', 'Belum sempat terkirim.');
    await page.click('#reply .button-main');
    await page.locator('.waiting li[data-state=waiting]').waitFor();
    await page.route('**/replies', (route) => route.abort()); // the network is back, but does not carry this far
    await context.setOffline(false);
    await page.click('.menu summary');
    await page.click('form[action="/logout"] button');
    await page.waitForURL('**/login');
    await holds(page, async () => !(await caches.keys()).some((name) => name.startsWith('pages-')));
    const again = await signIn(context, server);
    await again.goto('/drafts');
    assert.equal(await again.locator('.drafts li', { hasText: 'Belum sempat terkirim.' }).count(), 1);
    assert.equal(await again.locator('.waiting li').count(), 0);
    context.troubles = context.troubles.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/.test(one));
    noTroubles(context);
  });

  await t.test('files go with a bar that tells how far they are', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Papan nama roboh.');
    await page.goto(path);
    await page.setInputFiles('#f-files', { name: 'surat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await page.fill('#f-text', 'Surat kami lampirkan.');
    await page.click('#reply .button-main');
    await page.locator('.message-out .file', { hasText: 'surat.pdf' }).waitFor();
    await page.setInputFiles('#f-files', { name: 'bukan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('sebenarnya teks') });
    await page.fill('#f-text', 'Ini juga.');
    await page.click('#reply .button-main');
    await page.locator('#reply [data-composer-told]', { hasText: 'bukan.pdf' }).waitFor();
    assert.equal(await page.inputValue('#f-text'), 'Ini juga.');
    noTroubles(context);
  });

  await t.test('notifications are asked for by a click, and tell what is new to one', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Drainase tersumbat.');
    await page.goto('/account');
    assert.equal(await page.evaluate(() => Notification.permission), 'default', 'nobody was asked');
    assert.equal(await page.locator('[data-sound-switch]').isVisible(), false);
    await context.grantPermissions(['notifications']);
    await page.evaluate(() => { // the browser of a test shows none: what would be shown is noted
      globalThis.shown = [];
      globalThis.Notification = class { constructor(_, { body }) { globalThis.shown.push(body); } static permission = 'granted'; static requestPermission = () => 'granted'; };
      document.hasFocus = () => false;
    });
    await page.click('[data-notify-switch]');
    await page.locator('[data-notify-switch][aria-pressed=true]').waitFor();
    assert.equal(await page.getAttribute('[data-sound-switch]', 'aria-pressed'), 'false', 'sounds are off');
    await accessible(page, 'the account with notifications on');
    const others = await visitor(browser, server);
    const boss = await signIn(others, server, 'supervisor');
    await boss.goto(path);
    const me = await page.locator('.menu-name').textContent();
    await boss.fill('#f-note_text', `Mohon dicek @${me}`);
    await boss.click('#note .composer-foot button');
    await boss.locator('.message-note').waitFor();
    await page.waitForFunction(() => globalThis.shown.length > 0, undefined, { timeout: 20_000 });
    assert.match((await page.evaluate(() => globalThis.shown))[0], /TGP-.*dipanggil/);
    noTroubles(context);
  });

  await t.test('a token of one\'s own is shown once', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    await page.goto('/account');
    await page.fill('#f-name', 'Skrip rekap');
    await page.check('#f-scope [value="tickets:read"]');
    await page.click('form[action="/account/tokens"] button');
    const secret = await page.inputValue('#token-secret');
    const answer = await page.request.get('/api/v1/tickets?limit=1', { headers: { Authorization: `Bearer ${secret}` } });
    assert.equal(answer.status(), 200);
    await page.goto('/account');
    assert.equal(await page.locator('#token-secret').count(), 0);
    await page.click('[aria-label="Cabut: Skrip rekap"]');
    await page.locator('.flash').waitFor();
    assert.equal((await page.request.get('/api/v1/tickets?limit=1', { headers: { Authorization: `Bearer ${secret}` } })).status(), 401);
    noTroubles(context);
  });

  await t.test('one\'s own pages fit a small screen in both themes, with targets large enough', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { viewport: { width: 360, height: 740 }, colorScheme });
      const page = await signIn(context, server);
      for (const path of ['/account', '/notices', '/offline']) {
        await page.goto(path);
        await accessible(page, `${path}, ${colorScheme}`, { 'target-size': { enabled: true } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is wider than 360 px`);
      }
      noTroubles(context);
    }
  });
});
