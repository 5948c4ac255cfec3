// Response targets as a regency governs by them: policies, calendars, ladders, duty and leave, proof, hand-overs, pauses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noTroubles, openBrowser, plainVisitor, Server, visitor } from '../harness.mjs';

test('response targets', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);
  const signIn = async (page, role) => {
    const { email, password } = server.logins[role];
    await page.goto('/login');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await page.click('form[action="/login"] button');
  };

  await t.test('a policy is tried, previewed, saved with a reason, and undone, without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    await signIn(page, 'administrator');
    await page.goto('/settings/policies/example?kind=complaint&channel=facebook');
    assert.match(await page.locator('main').textContent(), /Pengaduan/, 'the example names the policy that wins');
    await page.goto('/settings/policies/4');
    await page.fill('[name=basis]', 'Perbup 1/2026');
    await page.click('.settings-form button');
    assert.match(page.url(), /\/settings\/policies\/drafts\/\d+$/, 'nothing is saved before it was looked at');
    const draft = page.url();
    await page.fill('form[action$="/saving"] [name=reason]', 'Dasar hukum baru');
    await page.click('form[action$="/saving"] button');
    await page.goto('/settings/policies/4');
    assert.equal(await page.inputValue('[name=basis]'), 'Perbup 1/2026');
    await page.goto(draft);
    const undo = page.locator('form[action$="/undoing"]');
    if (!await undo.isVisible()) await page.locator('details:has(form[action$="/undoing"]) summary').click();
    await undo.locator('button').click();
    await page.goto('/settings/policies/4');
    assert.notEqual(await page.inputValue('[name=basis]'), 'Perbup 1/2026', 'undone within the day');
    noTroubles(context);
  });

  await t.test('leave with a stand-in asks what becomes of open tickets', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    await signIn(page, 'agent');
    await page.goto('/account');
    const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
    await page.fill('[name=from]', day(2));
    await page.fill('[name=to]', day(4));
    await page.selectOption('[name=stand_in]', { index: 1 });
    await page.selectOption('[name=tickets]', 'hand');
    await page.click('form[action="/account/absences"] button');
    assert.match(await page.locator('.leaves').textContent(), /Diserahkan kepada pengganti/);
    noTroubles(context);
  });

  await t.test('nobody is missing from the duty roster, and the proof of a ticket can be checked', async () => {
    const context = await visitor(browser, server);
    const page = await context.newPage();
    await signIn(page, 'supervisor');
    await page.goto('/settings/duty');
    assert.equal(await page.locator('.flash-warning, .warning').count(), 0, 'no gap in the weeks ahead');
    await page.goto('/inbox');
    await page.locator('a[href^="/tickets/TGP-"]').first().click();
    await page.waitForURL(/\/tickets\/TGP-/);
    await page.goto(`${page.url().split('?')[0]}/clocks`);
    assert.match(await page.locator('.proof-hash').textContent(), /^[0-9a-f]{64}$/);
    noTroubles(context);
  });
});
