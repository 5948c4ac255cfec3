// Running the house in a real browser: the settings without JavaScript, every page of them for everybody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { noTroubles, openBrowser, plainVisitor, Server, visitor } from '../harness.mjs';

const rooms = ['', 'units', 'users', 'accounts', 'categories', 'places', 'policies', 'calendars', 'holidays', 'tokens', 'outbox'];
const forms = ['units/new', 'users/new', 'accounts/new', 'categories/new', 'places/new', 'policies/1', 'calendars/1',
  'calendars/1/periods/new', 'holidays/new', 'holidays/import', 'tokens/new'];

test('running the house', async (t) => {
  const server = await Server.start(t, ['demo', '--quiet']);
  const browser = await openBrowser(t);
  const signIn = async (page, { email, password } = server.logins.administrator) => {
    await page.goto('/login');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await page.click('form[action="/login"] button');
  };

  await t.test('a user is added, must change the first password, and is dismissed, without JavaScript', async () => {
    const context = await plainVisitor(browser, server);
    const page = await context.newPage();
    await signIn(page);
    await page.goto('/settings/users/new');
    await page.fill('[name=name]', 'Petugas Baru');
    await page.fill('[name=email]', 'baru@contoh.test');
    await page.click('.settings-form button');
    assert.match(await page.locator('#summary').textContent(), /Unit: /, 'a user without a unit is refused at the field');
    assert.equal(await page.inputValue('[name=name]'), 'Petugas Baru');
    await page.check('[name=unit] >> nth=0');
    await page.click('.settings-form button');
    const password = await page.inputValue('#secret');

    const theirs = await plainVisitor(browser, server);
    const desk = await theirs.newPage();
    await signIn(desk, { email: 'baru@contoh.test', password });
    assert.match(desk.url(), /\/account$/);
    await desk.fill('[name=current]', password);
    await desk.fill('[name=password]', 'empat kucing oranye');
    await desk.fill('[name=again]', 'empat kucing oranye');
    await desk.click('form[action="/account/password"] button');
    await desk.goto('/notices');
    assert.match(desk.url(), /\/notices$/);

    await page.goto('/settings/users?q=baru@contoh.test');
    await page.click('.lines tbody a');
    await page.uncheck('[name=active]');
    await page.click('.settings-form button');
    await desk.goto('/notices');
    assert.match(desk.url(), /\/login\?next=/);
    noTroubles(context);
  });

  await t.test('every page is accessible and fits a small screen', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await visitor(browser, server, { colorScheme, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      await signIn(page);
      const pages = colorScheme === 'light' ? [...rooms, ...forms] : [...rooms, 'policies/1', 'users/new'];
      for (const path of [...pages.map((name) => `/settings/${name}`), '/account', '/notices']) {
        await page.goto(path.replace(/\/$/, ''));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${path} scrolls sideways at 360 px`);
        await accessible(page, `${path} ${colorScheme}`);
      }
      noTroubles(context);
    }
  });
});
