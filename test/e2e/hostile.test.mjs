// Articles that mean harm, in the explorer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, serve, shot, watched } from './browser.mjs';

const rlo = '\u202e';
const long = Array.from({ length: 40 }, (_, i) => `Donaudampf${i}schiff`).join('-');
const articles = {
  'script.txt': `<script>document.title="taken"</script> <img src=x onerror="document.title='taken'"> Albania cut diplomatic ties with Iran on <b onmouseover="document.title='taken'">Monday</b>.`,
  'bidi.txt': `Albania expelled the ambassador of ${rlo}narI${rlo} Iran. Albania accused Iran of an attack ${rlo}\u2066txt.exe.`,
  '"><script>document.title=1<!--.txt': 'Albania accused Iran of a cyberattack.',
  'long.txt': `The group "${long}" attacked Albania, said Prime Minister Karl ${'Maximilian '.repeat(60)}Huber. Albania condemned Iran. ${'x'.repeat(200_000)}`,
  'javascript.html': '<html><head><title>&lt;script&gt;document.title="taken"&lt;/script&gt;</title><link rel="canonical" href="javascript:document.title=1"></head><body><article><p>Albania threatened Iran with sanctions. Iran condemned Albania for its decision.</p></article></body></html>',
};

let b, kg, dir;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kg-hostile-'));
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(dir, name), text);
  kg = await serve([dir]);
  b = await browser();
});
after(async () => { await b?.close(); await kg?.stop(); rmSync(dir, { recursive: true, force: true }); });

/** calm wants that nothing of an article became a part of the page. */
async function calm(page) {
  const found = await page.evaluate(() => ({
    title: document.title, scripts: document.scripts.length, handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length,
    images: [...document.images].filter((i) => !i.src.endsWith('/explore/icon.svg')).length, links: [...document.links].filter((a) => !/^https?:$/.test(a.protocol)).length,
    turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText), wide: document.documentElement.scrollWidth - innerWidth,
  }));
  assert.deepEqual(found, { title: 'kg explorer', scripts: 1, handlers: 0, images: 0, links: 0, turned: false, wide: Math.min(0, found.wide) });
}

test('an article is text, whatever it says', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/explore?n=iran&n=albania&at=albania&held=stated&held=alleged&held=denied&held=planned&held=possible&held=hypothetical&held=asked`);
  await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
  await calm(page);
  await shot(page, 'hostile-1-graph');
  const edges = page.getByRole('tabpanel').locator('.edges button');
  const n = await edges.count();
  assert.ok(n >= 3, `${n} edges`);
  for (let i = 0; i < n; i++) {
    await edges.nth(i).click();
    await page.locator('.passage').first().waitFor();
    await calm(page);
    await page.getByRole('button', { name: 'Read in the article' }).first().click();
    await page.getByRole('dialog').locator('.body').waitFor();
    await calm(page);
    if (i === 0) await shot(page, 'hostile-2-article');
    await page.keyboard.press('Escape');
    await page.goBack();
    await edges.nth(n - 1).waitFor();
  }
  for (const tab of ['Conflicts', 'Timeline', 'Questions']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForLoadState('networkidle');
    await calm(page);
  }
  await page.getByRole('button', { name: 'Table' }).click();
  await calm(page);
  await page.goto(`${kg.url}/explore?tab=texts&words=Albania`);
  await page.locator('.answer .passage').first().waitFor();
  await calm(page);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('the address of the page is text too', async () => {
  const { page, wrong, context } = await watched(b);
  for (const query of ['n=<script>alert(1)</script>', 'n=iran&s=<img src=x onerror=alert(1)>&r=x&o=y', `n=iran&rel=${rlo}&lang=<b>&tab=<b>`, `n=${'x'.repeat(5000)}`, 'n=iran&query=<b>&tab=questions&q.x=<b>', 'at=%00&n=%ff']) {
    await page.goto(`${kg.url}/explore?${encodeURI(query).replaceAll('%25', '%')}`);
    await page.waitForLoadState('networkidle');
    await calm(page);
  }
  assert.deepEqual(wrong.filter((w) => !/status of 40[04]/.test(w)), []); // the browser notes what the API refuses
  await context.close();
});

test('the drawing as SVG has no script in it', async () => {
  const { page, context } = await watched(b);
  await page.goto(`${kg.url}/explore?n=albania`);
  await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
  await page.locator('.menu summary').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.menu').getByRole('button', { name: 'SVG' }).click()]);
  const chunks = [];
  for await (const c of await file.createReadStream()) chunks.push(c);
  const text = Buffer.concat(chunks).toString('utf8');
  assert.doesNotMatch(text, /<script|\son\w+=|javascript:|<foreignObject/i);
  await context.close();
});
