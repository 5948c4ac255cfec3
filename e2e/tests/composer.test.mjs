// Writing an answer in a real browser: drafts in two windows, with and without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, signIn, takeCall, visitor } from '../harness.mjs';

test('writing an answer', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);

  const saved = (page, form = '#reply') => page.locator(`${form} [data-draft-told]`, { hasText: /Draf tersimpan/ }).waitFor();

  await t.test('a draft is saved by a button without JavaScript, and gone when it was sent', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Lampu jalan mati dua minggu.');
    await page.goto(path);
    await page.fill('#f-text', 'Kami periksa');
    await page.click('#reply [data-draft-save]');
    assert.match(await page.locator('.flash').textContent(), /Draf disimpan/);
    assert.equal(await page.inputValue('#f-text'), 'Kami periksa');
    await page.goto('/drafts');
    await page.click(`.drafts a[href="${path}#reply"]`);
    await page.fill('#f-text', 'Kami periksa besok pagi.');
    await page.click('#reply .button-main');
    assert.match(await page.locator('.flash').textContent(), /disiapkan/);
    assert.equal(await page.inputValue('#f-text'), '');
    await page.goto('/drafts');
    assert.equal(await page.locator('.drafts li').count(), 0);
    noTroubles(context);
  });

  await t.test('two windows keep both versions, and one is chosen', async () => {
    const context = await visitor(browser, server);
    const left = await signIn(context, server);
    const { path } = await takeCall(left, 'Parit tersumbat.');
    await left.goto(path);
    const right = await context.newPage();
    await right.goto(path);
    await left.fill('#f-text', 'Tulisan kiri');
    await saved(left);
    await right.fill('#f-text', 'Tulisan kanan');
    await right.locator('#reply [data-draft-told]', { hasText: 'versi lain' }).waitFor();
    await left.fill('#f-text', 'Tulisan kiri, lanjut');
    await left.locator('#reply').evaluate((form) => new Promise((done) => {
      const seen = new MutationObserver(() => done());
      seen.observe(form.querySelector('[data-draft-told]'), { childList: true, characterData: true, subtree: true });
    }));
    await left.goto('/drafts');
    assert.equal(await left.locator('.drafts li').count(), 2);
    await left.goto(path);
    await accessible(left, 'a ticket with another version');
    assert.equal(await left.inputValue('#f-text'), 'Tulisan kiri, lanjut');
    await left.click('.versions button[name=use]');
    await left.waitForFunction(() => document.getElementById('f-text').value === 'Tulisan kanan');
    await left.goto('/inbox');
    assert.ok(await left.locator('.tag-draft').count() > 0, 'the inbox marks it');
    await left.close();
    noTroubles(context);
  });

  await t.test('what is typed survives another device; sending by htmx ends the draft', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Pohon tumbang.');
    await page.goto(path);
    await page.fill('#f-note_text', 'Sudah telepon BPBD.');
    await saved(page, '#note');
    await page.fill('#f-text', 'Terima kasih, petugas');
    await saved(page);
    const phone = await visitor(browser, server, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    const other = await signIn(phone, server);
    await other.goto(path);
    assert.equal(await other.inputValue('#f-text'), 'Terima kasih, petugas');
    await other.fill('#f-text', 'Terima kasih, petugas menuju lokasi.');
    await other.click('#reply .button-main');
    await other.locator('.flash', { hasText: 'disiapkan' }).waitFor();
    assert.equal(await other.inputValue('#f-text'), '');
    assert.equal(await other.inputValue('#f-note_text'), 'Sudah telepon BPBD.');
    await accessible(other, 'a ticket on a phone, dark');
    await other.goto('/drafts');
    assert.equal(await other.locator('.drafts li', { hasText: 'Sudah telepon' }).count(), 1);
    assert.equal(await other.locator('.drafts li', { hasText: 'Terima kasih, petugas' }).count(), 0);
    await accessible(other, 'the list of drafts, dark');
    noTroubles(context);
    noTroubles(phone);
  });

  await t.test('a macro is found by its letters, filled in, and not sent with a blank', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const { path } = await takeCall(page, 'Lampu mati lagi.');
    await page.goto(path);
    await page.locator('#f-text').pressSequentially('Selamat pagi. /dijadw');
    const list = page.locator('[data-macro-list]');
    await list.locator('[role=option]').first().waitFor();
    assert.equal(await list.locator('[aria-selected=true]').textContent(), 'Petugas dijadwalkan');
    await accessible(page, 'macros offered while writing');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('f-text').value.includes('dijadwalkan ke lokasi'));
    assert.match(await page.inputValue('#f-text'), /^Selamat pagi\. Yth\. .* pada \{\{\?hari dan jam\}\}/);
    assert.equal(await page.evaluate(() => getSelection().toString() || document.getElementById('f-text').value.slice(
      document.getElementById('f-text').selectionStart, document.getElementById('f-text').selectionEnd)), '{{?hari dan jam}}');
    await page.click('#reply .button-main');
    await page.locator('#summary', { hasText: 'hari dan jam' }).waitFor();
    await page.goto(path);
    await page.fill('#f-text', (await page.inputValue('#f-text')).replace('{{?hari dan jam}}', 'Rabu pukul 09.00'));
    await page.click('#reply .button-main');
    await page.locator('.flash', { hasText: 'disiapkan' }).waitFor();
    noTroubles(context);
  });

  await t.test('a macro is written, looked at and used without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server);
    await page.goto('/account/macros/new');
    await page.fill('#f-name', 'Tiang roboh');
    await page.fill('#f-text', 'Yth. {{nama}}, tiang {{?nomor tiang}} kami tegakkan.');
    await page.click('button[name=preview]');
    assert.match(await page.locator('.message-out').textContent(), /Yth\. Siti A\., tiang \{\{\?nomor tiang\}\}/);
    await page.click('.form-foot .button-main');
    const { path } = await takeCall(page, 'Tiang roboh di depan pasar.');
    await page.goto(path);
    await page.selectOption('#f-macro', { label: 'Tiang roboh' });
    await page.click('[data-macro-insert]');
    assert.match(await page.inputValue('#f-text'), /^Yth\. Bapak\/Ibu, tiang/);
    await page.goto('/account/macros');
    await page.locator('.card', { hasText: 'Tiang roboh' }).getByText('Dipakai 1 kali').waitFor();
    noTroubles(context);
  });

  await t.test('the pages of macros have no accessibility fault, light and dark', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { viewport: { width: 360, height: 740 }, colorScheme });
      const page = await signIn(context, server);
      for (const path of ['/account/macros', '/account/macros/new', '/drafts']) {
        await page.goto(path);
        await accessible(page, `${path}, ${colorScheme}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is wider than 360 px`);
      }
      noTroubles(context);
    }
  });

  await t.test('one form quotes, asks and waits, and resolves, with and without JavaScript', async () => {
    for (const [name, open] of [['with', visitor], ['without', plainVisitor]]) {
      const context = await open(browser, server);
      const page = await signIn(context, server);
      const { path } = await takeCall(page, 'Air mati sejak kemarin.');
      await page.goto(path);
      await page.fill('#f-text', 'Terima kasih.');
      await page.check('.message-in .quote input');
      await page.click('.quote-pick button');
      await page.locator('.flash', { hasText: 'Kutipan' }).waitFor();
      assert.match(await page.inputValue('#f-text'), /^Terima kasih\.\n\n> Air mati sejak kemarin\./, `${name} JavaScript`);
      await page.click('.send-ways summary');
      await page.fill('#f-reply_question', 'Di RT berapa?');
      await page.click('button[value=wait]');
      await page.locator('.flash', { hasText: 'dijeda' }).waitFor();
      assert.match(await page.locator('.message-out').textContent(), /Terima kasih\.[^]*> Air mati[^]*Di RT berapa\?/);
      assert.equal(await page.inputValue('#f-text'), '');
      await page.click(`form[action="${path}/pause/end"] button`);
      await page.locator('.flash', { hasText: 'berjalan lagi' }).waitFor();
      await page.fill('#f-text', 'Air sudah mengalir.');
      if (!(await page.locator('.send-ways').evaluate((d) => d.open))) await page.click('.send-ways summary');
      await page.click('button[value=resolve]');
      await page.locator('.flash', { hasText: 'selesai' }).waitFor();
      assert.equal(await page.locator('.ticket-number .tag-resolved').count(), 1);
      if (name === 'with') await accessible(page, 'a resolved ticket');
      noTroubles(context);
    }
  });
});
