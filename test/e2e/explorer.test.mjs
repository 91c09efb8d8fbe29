// The explorer in a browser, over the articles that kg ships.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, serve, shot, watched } from './browser.mjs';

let b, kg;
before(async () => { kg = await serve(); b = await browser(); });
after(async () => { await b?.close(); await kg?.stop(); });

const search = (page) => page.getByRole('combobox', { name: /any language/ });

test('finds Téhéran, expands Iran, opens an edge and shows the passage marked', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/explore`);
  await page.getByRole('heading', { name: /who did what to whom/ }).waitFor();
  await shot(page, 'explorer-1-start');

  await search(page).fill('Téhéran');
  const options = page.getByRole('option');
  await options.first().waitFor();
  await shot(page, 'explorer-2-search');
  const names = await options.allInnerTexts();
  assert.ok(names.some((n) => n.startsWith('Iran')) && names.some((n) => n.startsWith('Tehran')), names.join(' / '));
  await options.filter({ hasText: /^Iran/ }).click();

  await page.getByRole('heading', { name: 'Iran' }).waitFor();
  assert.match(page.url(), /[?&]n=iran/);
  await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
  await shot(page, 'explorer-3-iran');

  await page.getByRole('tabpanel').getByRole('button', { name: /Albania severed ties with Iran/ }).click();
  const passage = page.locator('.passage').filter({ hasText: 'interrupted diplomatic relations' });
  await passage.waitFor();
  assert.deepEqual(await passage.locator('mark').evaluateAll((m) => m.map((x) => [x.className, x.textContent])), [['subject', 'Albania'], ['cue', 'interrupted'], ['object', 'Tehran']]);
  await shot(page, 'explorer-4-edge');

  await passage.getByRole('button', { name: 'Read in the article' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.here').first().waitFor();
  assert.ok((await dialog.innerText()).includes('closes the embassy'), 'the article around the passage is shown');
  assert.ok(await dialog.locator('mark.subject').count() >= 2, 'all its passages of the edge are marked');
  await shot(page, 'explorer-5-article');
  await page.keyboard.press('Escape');
  assert.deepEqual(wrong, []);
  await context.close();
});

test('works with the keyboard alone', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/explore`);
  await page.getByRole('heading', { name: /who did what/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('albanien');
  await page.locator('.options [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
  await page.locator('#canvas').focus();
  const said = page.locator('.sr[role=status][aria-live]');
  for (const arrow of ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown']) { // to the first neighbour that lies in one of the directions
    await page.keyboard.press(arrow);
    if (/, 1 edge|, \d+ edges/.test(await said.innerText()) && !(await said.innerText()).startsWith('Albania,')) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/n=albania&n=/);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Hide its neighbours' }).waitFor();
  await page.locator('#canvas').focus();
  await page.keyboard.press('.');
  await page.keyboard.press('Enter');
  await page.locator('.passage mark').first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a link shows the same again; Back undoes', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/explore?n=iran&n=albania&rel=severed&s=albania&r=severed&o=iran&lang=de`);
  await page.getByText('brach Beziehungen ab zu').first().waitFor();
  await page.locator('.passage').first().waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  const at = () => page.locator('#counts').innerText();
  const first = await at();
  await page.locator('.filters').getByRole('button', { name: 'Alle aufheben' }).click();
  await page.waitForFunction((t) => document.querySelector('#counts').textContent !== t, first);
  await page.goBack();
  await page.waitForFunction((t) => document.querySelector('#counts').textContent === t, first);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('gives the view as SVG, PNG, DOT and GEXF', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/explore?n=iran`);
  await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
  const begins = { SVG: '<?xml', PNG: '\x89PNG', DOT: 'digraph', GEXF: '<?xml' };
  for (const [format, start] of Object.entries(begins)) {
    await page.locator('.menu summary').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.menu').getByRole('button', { name: format }).click()]);
    assert.equal(file.suggestedFilename(), `graph.${format.toLowerCase()}`);
    const chunks = [];
    for await (const c of await file.createReadStream()) chunks.push(c);
    const text = Buffer.concat(chunks).toString('latin1');
    assert.ok(text.startsWith(start), `${format} begins with ${JSON.stringify(text.slice(0, 20))}`);
    assert.ok(format === 'PNG' || text.includes('Albania'), `${format} names Albania`);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test('draws the same graph the same way', async () => {
  const drawings = [];
  for (let i = 0; i < 2; i++) {
    const { page, context } = await watched(b);
    await page.goto(`${kg.url}/explore?n=iran&n=albania`);
    await page.locator('#counts').filter({ hasText: /edges/ }).waitFor();
    await page.locator('.menu summary').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.menu').getByRole('button', { name: 'SVG' }).click()]);
    const chunks = [];
    for await (const c of await file.createReadStream()) chunks.push(c);
    drawings.push(Buffer.concat(chunks).toString('utf8'));
    await context.close();
  }
  assert.equal(drawings[0], drawings[1]);
});

test('looks right dark and on a phone', async () => {
  const dark = await watched(b, { colorScheme: 'dark' });
  await dark.page.goto(`${kg.url}/explore?n=iran&n=albania&s=albania&r=severed&o=iran`);
  await dark.page.locator('.passage').first().waitFor();
  await shot(dark.page, 'explorer-6-dark');
  const phone = await watched(b, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await phone.page.goto(`${kg.url}/explore?n=iran&at=iran`);
  await phone.page.getByRole('heading', { name: 'Iran' }).waitFor();
  await shot(phone.page, 'explorer-7-phone');
  const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page is ${wide}px wider than the phone`);
  assert.deepEqual([...dark.wrong, ...phone.wrong], []);
  await dark.context.close();
  await phone.context.close();
});
