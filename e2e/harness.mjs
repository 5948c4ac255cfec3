// Starts the real program and a real browser for the tests beside it, and takes both away again.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Far more than a start takes: the machine may be busy with other tests.
const READY_MS = 30_000;

/** The program on an empty house: only what a test does happens in it. */
export class Server {
  /** Starts it on a free port; `logins` is by role as printed, `url` without a slash at the end. */
  static async start(t, command = ['serve']) {
    const scratch = await mkdtemp(join(tmpdir(), 'tanggap-e2e-'));
    const binary = process.env.TANGGAP_BIN ?? (await build(scratch));
    const port = await freePort();
    const server = new Server();
    server.url = `http://127.0.0.1:${port}`;
    server.logins = {};
    server.log = '';
    server.process = spawn(binary, command, {
      cwd: scratch,
      env: { ...process.env, TANGGAP_ADDR: `127.0.0.1:${port}`, TANGGAP_DATA: join(scratch, 'data'), TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    t.after(async () => {
      await server.stop();
      await rm(scratch, { recursive: true, force: true });
    });
    await server.#ready();
    return server;
  }

  async #ready() {
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      const [word, role, email, password] = line.trim().split(/\s+/);
      if (word === 'login') this.logins[role] ??= { email, password };
    });
    this.process.stderr.on('data', (chunk) => { this.log += chunk; });
    const until = Date.now() + READY_MS;
    while (Date.now() < until) {
      if (this.process.exitCode !== null) break;
      const ok = await fetch(`${this.url}/readyz`).then((r) => r.ok, () => false);
      if (ok) return;
      await pause(50);
    }
    throw new Error(`tanggap did not get ready (exit code ${this.process.exitCode}):\n${this.log.slice(-4000)}`);
  }

  /** Asks it to stop, as an operator would; resolves with its exit code. */
  async stop() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    const [code] = await gone;
    clearTimeout(timer);
    return code;
  }
}

/** One Chromium for a test file. */
export async function openBrowser(t) {
  const browser = await chromium.launch({
    executablePath: process.env.TANGGAP_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  t.after(() => browser.close());
  return browser;
}

/**
 * A fresh visitor. What goes wrong in the page (a console error, an uncaught exception, a broken content security
 * policy, an answer of 500 or more) is kept in `context.troubles`; `noTroubles` fails on it.
 */
export async function visitor(browser, server, options = {}) {
  const context = await browser.newContext({
    baseURL: server.url, locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport: { width: 1280, height: 900 }, ...options,
  });
  context.setDefaultTimeout(10_000);
  context.troubles = [];
  context.on('page', (page) => {
    const note = (text) => context.troubles.push(`${page.url()}: ${text}`);
    page.on('pageerror', (error) => note(`uncaught ${error.message}`));
    page.on('console', (message) => {
      // the browser logs every answer from 400 on as an error; a 422 with the form shown again is not one,
      // nor is a live update that was under way when the test went to another page
      const fine = /the server responded with a status of 4|htmx:error: Failed to fetch/;
      if (message.type() === 'error' && !fine.test(message.text())) note(message.text());
    });
    page.on('response', (answer) => { if (answer.status() >= 500) note(`${answer.status()} from ${answer.url()}`); });
  });
  return context;
}

/** The same without JavaScript. */
export const plainVisitor = (browser, server, options = {}) =>
  visitor(browser, server, { javaScriptEnabled: false, ...options });

/** Fails with everything that went wrong in the pages of this visitor. */
export function noTroubles(context) {
  if (context.troubles.length > 0) throw new Error(context.troubles.join('\n'));
}

/** A page of somebody of the role who has signed in. */
export async function signIn(context, server, role = 'agent') {
  const page = await context.newPage();
  await page.goto('/login');
  await page.fill('[name=email]', server.logins[role].email);
  await page.fill('[name=password]', server.logins[role].password);
  await page.click('form[action="/login"] button');
  return page;
}

/** Takes a call of our own, so that no ticket of the demo is in a state of its own. Leaves the page on it. */
export async function takeCall(page, text) {
  await page.goto('/tickets/new');
  await page.fill('[name=text]', text);
  await page.click('form[action="/tickets/new"] button');
  const told = (await page.locator('.flash').textContent()).match(/(TGP-[\d-]+\d).*?([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/);
  if (!told) throw new Error('number and code are not told');
  return { path: `/tickets/${told[1]}`, number: told[1], code: told[2] };
}

export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function build(folder) {
  const binary = join(folder, 'tanggap');
  await promisify(execFile)('go', ['build', '-o', binary, './cmd/tanggap'], { cwd: root });
  return binary;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
