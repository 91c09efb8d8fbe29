// The explorer's conflicts, timeline, questions and filters, over articles of
// their own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, serve, shot, watched } from './browser.mjs';

const articles = {
  'one.txt': 'Norway severed diplomatic ties with Chad on 6 September 2022. Norway accused Chad of spying.',
  'two.txt': 'Norway severed diplomatic relations with Chad on 7 September 2022. Chad condemned Norway in May 2021.',
  'drei.txt': 'Norwegen brach die diplomatischen Beziehungen zum Tschad ab. Norwegen beschuldigte den Tschad der Spionage.',
};

let b, kg, dir;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kg-panels-'));
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(dir, name), text);
  kg = await serve([dir]);
  b = await browser();
});
after(async () => { await b?.close(); await kg?.stop(); rmSync(dir, { recursive: true, force: true }); });

async function open(query) {
  const w = await watched(b);
  await w.page.goto(`${kg.url}/explore${query}`);
  await w.page.locator('#counts').filter({ hasText: /edge/ }).waitFor();
  return { ...w, done: async () => { assert.deepEqual(w.wrong, []); await w.context.close(); } };
}

test('shows both sides of a conflict', async () => {
  const { page, done } = await open('?n=norway');
  await page.getByRole('tab', { name: 'Conflicts' }).click();
  const card = page.locator('.disagree').filter({ hasText: 'Norway severed ties with Chad' });
  await card.waitFor();
  const sides = card.locator('.side');
  assert.deepEqual(await sides.locator('strong').allInnerTexts(), ['6 September 2022', '7 September 2022']);
  await sides.first().locator('summary').click();
  await sides.first().locator('mark.cue').waitFor();
  await shot(page, 'panels-1-conflicts');
  await done();
});

test('puts what is dated in order', async () => {
  const { page, done } = await open('?n=chad&tab=timeline');
  await page.locator('.times li').first().waitFor();
  const days = await page.locator('.times time').allInnerTexts();
  assert.equal(days[0], 'May 2021');
  assert.ok(days.includes('6 September 2022') && days.includes('7 September 2022'), days.join());
  await page.locator('.times button').first().click();
  await page.locator('.passage').filter({ hasText: 'Chad condemned Norway' }).waitFor();
  await done();
});

test('asks a canned question, with a name in another language', async () => {
  const { page, done } = await open('?n=norway&tab=questions');
  await page.getByRole('button', { name: /Severed ties/ }).click();
  await page.getByRole('combobox', { name: /^by/ }).fill('Norwegen');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  const row = page.locator('.answer tbody tr');
  await row.waitFor();
  assert.match((await row.innerText()).replace(/\s+/g, ' '), /^Norway Chad/);
  assert.match(page.url(), /q\.by=/);
  await shot(page, 'panels-2-question');
  await done();
});

test('filters by relation, language, source and number of sources', async () => {
  const { page, done } = await open('?n=norway');
  const rows = async () => (await page.locator('#table tbody tr').allInnerTexts()).map((r) => r.replace(/\s+/g, ' '));
  await page.getByRole('button', { name: 'Table' }).click();
  const all = (await rows()).length;
  await page.locator('.filters').getByLabel('German').check();
  await page.waitForURL(/in=de/);
  await page.waitForFunction((n) => document.querySelectorAll('#table tbody tr').length < n, all);
  assert.ok((await rows()).every((r) => / 1 1/.test(r)), 'one German article');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('#table tbody tr').length === n, all);
  await page.getByRole('spinbutton').fill('3');
  await page.getByRole('spinbutton').press('Enter');
  await page.waitForURL(/min=3/);
  await page.waitForFunction(() => document.querySelectorAll('#table tbody tr').length === 1);
  assert.match((await rows())[0], /^Norway severed ties with Chad 3 3/);
  await page.locator('.filters').getByText('date filter').waitFor();
  await shot(page, 'panels-3-table');
  await done();
});

test('finds words in the texts, and what was read out of them', async () => {
  const { page, done } = await open('?n=chad');
  await page.getByRole('combobox', { name: /any language/ }).fill('Spionage');
  await page.getByRole('option', { name: /Search the articles/ }).click();
  const found = page.locator('.answer .passage');
  await found.waitFor();
  assert.deepEqual(await found.locator('mark.hit').allInnerTexts(), ['Spionage']);
  await shot(page, 'panels-4-texts');
  await found.locator('.says button').first().click();
  await page.locator('.passage mark.cue').first().waitFor();
  assert.match(page.url(), /s=norway&r=accused&o=chad/);
  await done();
});
