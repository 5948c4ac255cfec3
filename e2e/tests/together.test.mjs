// Colleagues at the same desk: many tickets at once, who looks and writes, and answers that cross.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, signIn, takeCall, visitor } from '../harness.mjs';

test('working together', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);

  await t.test('tickets are chosen and archived without JavaScript, and it is undone', async () => {
    const context = await plainVisitor(browser, server);
    const page = await signIn(context, server);
    const taken = [];
    for (const text of ['Iklan pinjaman kilat satu.', 'Iklan pinjaman kilat dua.']) taken.push(await takeCall(page, text));
    await page.goto('/inbox?tab=unit&q=pinjaman+kilat');
    for (const { number } of taken) await page.check(`input[name=ticket][value="${number}"]`);
    await page.click('#errand button');
    assert.match(await page.locator('#f-tickets').textContent(), /2 tiket/);
    await page.locator('summary', { hasText: 'Arsipkan' }).click();
    await page.fill('#f-archive_reason', 'Iklan');
    await page.click('button[value=archive]');
    const over = async () => {
      while (await page.getByText('Sedang dikerjakan').count()) await page.reload();
      assert.match(await page.locator('#progress [role=status]').textContent(), /2 selesai, 0 dilewati/);
    };
    await over();
    await page.goBack();
    await page.goForward();
    await over();
    await page.click('form[action$="/undo"] button');
    await over();
    await page.goto(taken[0].path);
    assert.equal(await page.locator('.ticket-head .tag-archived').count(), 0);
    noTroubles(context);
  });

  await t.test('shift, x and a reload of the list keep what is chosen', async () => {
    const context = await visitor(browser, server);
    const page = await signIn(context, server);
    const boxes = page.locator('.rows input[name=ticket]');
    await boxes.nth(0).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await page.locator('.row-link').nth(5).focus();
    await page.keyboard.press('x');
    await page.locator('[data-pick-count]', { hasText: '5 dipilih' }).waitFor();
    await accessible(page, 'inbox with a selection');
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload(); // colours fade from one theme to the other
    await boxes.nth(1).check();
    await accessible(page, 'inbox with a selection, narrow and dark');
    await page.click('#errand button');
    await page.locator('summary', { hasText: 'Ubah jenis' }).click();
    await accessible(page, 'what to do');
    await page.selectOption('#f-priority', 'high');
    await page.click('button[value=classify]');
    await page.locator('.errand-results, .tabs').first().waitFor();
    await accessible(page, 'results');
    noTroubles(context);
  });

  await t.test('one sees the other write; what crosses is stopped, shown, and can go', async () => {
    const [mine, theirs] = [await visitor(browser, server), await visitor(browser, server)];
    const me = await signIn(mine, server);
    const { path } = await takeCall(me, 'Gorong-gorong jalan protokol tersumbat.');
    await me.goto(path);
    const other = await signIn(theirs, server, 'coordinator');
    await other.goto(path);
    await me.fill('#f-text', 'Kami periksa besok.');
    await other.locator('.present .tag-writing').waitFor();
    await accessible(other, 'a ticket somebody writes to');
    await me.locator('#reply .button-main').click();
    await other.locator('.message-out').waitFor();
    // a page that heard nothing of it, as after a lost line
    await other.evaluate(() => { document.querySelector('#reply [name=seen]').value = '1'; document.querySelector('[data-seen]').removeAttribute('data-seen'); });
    await other.fill('#f-text', 'Petugas sudah di jalan.');
    await other.locator('#reply .button-main').click();
    await other.locator('#summary .fresh', { hasText: 'Kami periksa besok.' }).waitFor();
    assert.equal(await other.inputValue('#f-text'), 'Petugas sudah di jalan.');
    await accessible(other, 'an answer that crossed another');
    await other.locator('#summary button').click();
    await other.locator('.message-out', { hasText: 'Petugas sudah di jalan.' }).waitFor();
    await other.locator('form[action$="/following"] button').click();
    await other.locator('form[action$="/following/end"]').waitFor();
    noTroubles(mine);
    noTroubles(theirs);
  });
});
