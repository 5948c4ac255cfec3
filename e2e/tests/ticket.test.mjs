// Working on a ticket in a real browser: without JavaScript every action, with it two people at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, signIn, takeCall, visitor } from '../harness.mjs';

test('working on a ticket', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);

  await t.test('a call is entered, answered, asked about, closed and reopened, without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server, 'agent');
    const ticket = await takeCall(page, 'Lampu jalan di depan gang mati dua minggu.');
    const act = async (name, fields, button = 'button') => {
      const form = page.locator(`form[action="${ticket.path}/${name}"]`);
      await form.evaluate((f) => { const d = f.closest('details'); if (d) d.open = true; }); // a summary opens it
      for (const [field, value] of Object.entries(fields)) {
        const input = form.locator(`[name=${field}]`);
        if (await input.evaluate((e) => e.tagName === 'SELECT')) await input.selectOption(value);
        else await input.fill(value);
      }
      await form.locator(button).click();
      return page.locator('.flash, #summary').first().textContent();
    };
    assert.match(await act('notes', { text: 'Sudah dicek di peta.' }, '.composer-foot button'), /Catatan disimpan/);
    assert.match(await act('classification', { kind: 'aspiration', priority: 'high' }), /Perubahan disimpan/);
    assert.match(await act('replies', { text: 'Kami periksa besok pagi.' }, 'button.button-main'), /disiapkan/);
    await page.click('.undo button');
    assert.equal(await page.locator('.message-out').getAttribute('data-state'), 'cancelled');
    assert.match(await act('pause', { question: 'Di gang mana?' }), /dijeda/);
    assert.match(await act('pause/end', {}), /berjalan lagi/);
    assert.match(await act('archive', { reason: ' ' }), /wajib diisi/);
    assert.equal(page.url(), `${server.url}${ticket.path}/archive`);
    await page.goto(ticket.path);
    assert.match(await act('closure', { text: 'Lampu sudah menyala.' }), /dinyatakan selesai/);
    assert.match(await act('reopening', { reason: 'Mati lagi.' }), /dibuka kembali/);
    assert.match(await page.locator('.history').textContent(), /Jenis: .* → Aspirasi/);

    await page.goto(`/lacak?number=${ticket.number}`);
    await page.fill('[name=code]', ticket.code);
    await page.click('form[action="/lacak"] button');
    assert.match(await page.locator('main').textContent(), /Lampu sudah menyala/);
    noTroubles(context);
  });

  await t.test('two people see each other at once, and nobody loses what was typed', async () => {
    const contexts = [await visitor(browser, server), await visitor(browser, server)];
    const agent = await signIn(contexts[0], server, 'agent');
    const { path } = await takeCall(agent, 'Jalan berlubang di depan pasar.');
    const other = await signIn(contexts[1], server, 'supervisor');
    await other.goto(path);
    await agent.fill('#f-text', 'Sedang saya tulis');
    await agent.locator('details.why').first().locator('summary').click();

    await other.fill('#f-note_text', 'Ini jalan provinsi.');
    await other.click('#note .composer-foot button');
    await agent.locator('.message-note', { hasText: 'Ini jalan provinsi.' }).waitFor();
    await other.locator('.flash', { hasText: 'Catatan disimpan' }).waitFor();
    assert.equal(await agent.inputValue('#f-text'), 'Sedang saya tulis', 'what is typed stays');
    assert.ok(await agent.locator('details.why').first().evaluate((d) => d.open), 'what is open stays open');
    assert.equal(await other.inputValue('#f-note_text'), '', 'a form that did its work is emptied');

    await other.fill('#f-text', 'Kami teruskan ke provinsi.');
    await other.click('#reply .button-main');
    await other.locator('.undo').waitFor();
    await agent.locator('.message-out', { hasText: 'Kami teruskan' }).waitFor();
    await agent.click('#reply .button-main');
    await agent.locator('#summary', { hasText: 'pesan baru' }).waitFor();
    assert.equal(await agent.inputValue('#f-text'), 'Sedang saya tulis', 'the second answer is kept');
    assert.equal(await agent.evaluate(() => document.activeElement.id), 'summary');
    assert.equal(new URL(agent.url()).pathname, path);

    const before = Number((await other.locator('.undo p').textContent()).match(/\d+/));
    await other.locator('.undo p', { hasText: ` ${before - 2} ` }).waitFor();
    await other.click('.undo button');
    await other.locator('.message-out[data-state=cancelled]').waitFor();

    const third = await contexts[0].newPage(); // the agent has it open twice
    await third.goto(path);
    await agent.locator('form[action$="/transfers"]').evaluate((f) => { f.closest('details').open = true; });
    await agent.selectOption('#f-unit', { index: 2 });
    await agent.fill('#f-reason', 'Bukan wewenang kami.');
    await agent.click('form[action$="/transfers"] button');
    await agent.waitForURL('**/inbox'); // out of sight now
    await other.locator('.notice-transfer').waitFor();
    await other.click('.notice-transfer .button-main');
    await other.locator('.flash', { hasText: 'Tiket diterima' }).waitFor();
    assert.equal(await other.locator('.notice-transfer').count(), 0);
    assert.equal(await third.locator('#live .ticket-number').count(), 1, 'what went out of sight stays as it was');
    contexts.forEach(noTroubles);
  });

  await t.test('the pages are accessible and fit a small screen', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width: 360, height: 740 } });
      const page = await signIn(context, server, 'supervisor');
      const { path } = await takeCall(page, 'Air mati sejak kemarin.');
      await page.fill('#f-text', 'Kami cek.');
      await page.click('#reply .button-main');
      await page.locator('.undo').waitFor();
      for (const address of [path, '/tickets/new']) {
        await page.goto(address);
        await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
        await accessible(page, `${address}, ${colorScheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${address} is ${wide} px too wide`);
      }
      noTroubles(context);
    }
  });
});
