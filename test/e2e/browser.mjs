// What the tests share: a kg that serves a store of its own, and a page of
// Debian's Chromium that is watched.
import { chromium } from 'playwright-core';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const kg = resolve(process.env.KG ?? join(root, 'kg'));
export const out = process.env.KG_E2E_OUT ?? join(import.meta.dirname, 'out');
mkdirSync(out, { recursive: true });

/** serve ingests the paths (none: the articles that kg ships) and serves them. */
export async function serve(paths = []) {
  const dir = mkdtempSync(join(tmpdir(), 'kg-e2e-'));
  const env = { PATH: process.env.PATH, HOME: dir, KG_STORE_PATH: join(dir, 'store') };
  execFileSync(kg, ['ingest', '-q', ...paths], { env, cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  const child = spawn(kg, ['serve', '--listen', '127.0.0.1:0'], { env, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await new Promise((found, failed) => {
    let text = '';
    const late = setTimeout(() => failed(new Error(`kg serve did not start: ${text}`)), 30_000);
    child.stderr.setEncoding('utf8').on('data', (s) => {
      text += s;
      const m = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(text);
      if (m) { clearTimeout(late); found(m[1]); }
    });
    child.on('exit', (code) => failed(new Error(`kg serve ended with ${code}: ${text}`)));
  });
  const stop = async () => {
    child.removeAllListeners('exit');
    const ended = new Promise((r) => child.once('exit', r));
    child.kill('SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  return { url, stop, env, dir };
}

/** browser starts Chromium; KG_CHROMIUM names another than Debian's. */
export const browser = () => chromium.launch({ executablePath: process.env.KG_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--force-color-profile=srgb'] });

/** watched opens a page that keeps what it must not do in `wrong`: requests to other hosts, errors on the console, dialogs. */
export async function watched(b, options = {}) {
  const context = await b.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('request', (r) => { const u = new URL(r.url()); if (!['data:', 'blob:'].includes(u.protocol) && u.hostname !== '127.0.0.1') wrong.push(`request to ${r.url()}`); });
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') wrong.push(`console: ${m.text()}`); });
  page.on('pageerror', (e) => wrong.push(`error: ${e.message}`));
  page.on('dialog', (d) => { wrong.push(`dialog: ${d.message()}`); d.dismiss(); });
  page.setDefaultTimeout(15_000);
  return { page, wrong, context };
}

/** shot keeps a picture of the page as test output. */
export const shot = (page, name) => page.screenshot({ path: join(out, `${name}.png`) });
