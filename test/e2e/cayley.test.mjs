// Cayley's query page in a browser, over the articles that kg ships.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, serve, shot, watched } from './browser.mjs';

let b, kg;
before(async () => { kg = await serve(); b = await browser(); });
after(async () => { await b?.close(); await kg?.stop(); });

/** type puts a text into the editor, as a person does. */
async function type(page, text) {
  await page.locator('.CodeMirror').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const output = (page) => page.evaluate(() => window.output_editor.getValue());

/** run empties the output and presses the button. */
async function run(page) {
  await page.evaluate(() => window.output_editor?.setValue(''));
  await page.getByRole('button', { name: 'Run Query' }).click();
}

test('runs a Gizmo query and shows its result', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(kg.url);
  await page.locator('#logo svg').waitFor();
  await shot(page, 'cayley-1-query');
  await type(page, 'g.V("<albania>").Out("<severed>").All()');
  await run(page);
  await page.waitForFunction(() => window.output_editor.getValue().includes('result'));
  assert.ok(JSON.parse(await output(page)).result.some((r) => r.id === '<iran>'), await output(page));
  await shot(page, 'cayley-2-result');

  for (const script of ['iri(5)', 'g.V(']) { // a faulty script is an error, and the next works
    await type(page, script);
    await run(page);
    await page.waitForFunction(() => window.output_editor.getValue().includes('error'));
    await type(page, 'g.Emit("still here")');
    await run(page);
    await page.waitForFunction(() => window.output_editor.getValue().includes('still here'));
  }
  assert.equal(wrong.filter((w) => /status of 400/.test(w)).length, 2, 'Chromium logs each refusal');
  assert.deepEqual(wrong.filter((w) => !/status of 400/.test(w)), []);
  await context.close();
});

test('offers the canned queries', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(kg.url);
  await page.getByRole('combobox', { name: 'Canned queries' }).selectOption({ label: 'Severed ties' });
  await run(page);
  await page.waitForFunction(() => window.output_editor.getValue().includes('subject'));
  const rows = JSON.parse(await output(page)).result;
  assert.ok(rows.some((r) => r.subject === '<albania>' && r.object === '<iran>'), JSON.stringify(rows));
  await shot(page, 'cayley-3-canned');
  const broken = await page.evaluate(async () => {
    const offer = await (await fetch('/kg/queries.json')).json();
    const answers = await Promise.all([...offer.queries, ...offer.visualize].map(async (q) =>
      [q.name, await (await fetch('/api/v1/query/gizmo', { method: 'POST', body: q.script })).json()]));
    return answers.filter(([, a]) => a.error);
  });
  assert.deepEqual(broken, [], 'all run as they stand');
  await page.goto(`${kg.url}/#query=allies`);
  await page.reload();
  await page.waitForFunction(() => /title: Alli/.test(window.editor.getValue()));
  for (const lang of ['MQL', 'GraphQL']) {
    await page.locator('#selected-query-lang').click();
    await page.locator(`#${lang.toLowerCase()}-dropdown`).click();
    await type(page, lang === 'MQL' ? '[{"id": "<albania>", "<severed>": null}]' : '{nodes(id: <albania>) {id, <severed> {id}}}');
    await run(page);
    await page.waitForFunction(() => /iran/.test(window.output_editor.getValue()));
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test('draws the shape of a query', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/ui/query_shape`);
  await page.locator('#logo svg').waitFor();
  await type(page, 'g.V("<iran>").In("<severed>").Tag("who").Out("<accused>").All()');
  await run(page);
  await page.locator('#viz svg circle.node').first().waitFor();
  assert.ok(await page.locator('#viz svg circle.node').count() >= 2);
  assert.ok(await page.locator('#viz svg line.link').count() >= 1);
  await page.locator('#viz').getByText('who').waitFor();
  await page.waitForTimeout(1500); // the layout comes to rest
  await shot(page, 'cayley-4-shape');
  await type(page, 'g.V("<iran>").All()'); // without a link
  await run(page);
  await page.waitForFunction(() => document.querySelectorAll('#viz svg line.link').length === 0);
  await page.locator('#viz svg circle.node').first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test('draws a visualization', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/ui/visualize`);
  await page.locator('#logo svg').waitFor();
  await page.getByRole('combobox', { name: 'Examples' }).selectOption({ index: 1 });
  await run(page);
  await page.waitForFunction(() => window.sigmaGraph?.graph.nodes().length > 3);
  const labels = await page.evaluate(() => window.sigmaGraph.graph.nodes().map((n) => n.label));
  assert.ok(labels.includes('<iran>') && labels.includes('<albania>'), labels.join(' '));
  await page.waitForTimeout(1500);
  await shot(page, 'cayley-5-visualize');
  const inked = await page.locator('#visualize canvas').evaluateAll((all) => all.some((c) => {
    const g = c.getContext('2d');
    return g && g.getImageData(0, 0, c.width, c.height).data.some((v) => v !== 0);
  }));
  assert.ok(inked, 'something is drawn');
  assert.deepEqual(wrong.filter((w) => !/GL Driver Message/.test(w)), []); // about the picture that the test takes
  await context.close();
});

test('its links lead somewhere, and writing is refused', async () => {
  const { page, wrong, context } = await watched(b);
  await page.goto(`${kg.url}/ui/write`);
  await page.locator('#logo svg').waitFor();
  for (const href of await page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
    assert.equal((await page.request.get(kg.url + href)).status(), 200, href);
  }
  for (const [field, value] of [['subject', '<a>'], ['predicate', '<b>'], ['object', '<c>']]) await page.locator(`#${field}`).fill(value);
  await page.getByRole('button', { name: 'Add Quad' }).click();
  await page.locator('#alertBox').filter({ hasText: 'only reads' }).waitFor();
  await shot(page, 'cayley-6-write');
  assert.deepEqual(wrong.filter((w) => !/status of 403/.test(w)), []);
  await context.close();
});

test('another site gets nothing', async () => {
  const { page, context } = await watched(b);
  await page.route('http://evil.example/**', (r) => r.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }));
  await page.goto('http://evil.example/');
  const got = await page.evaluate(async (url) => {
    const out = [];
    for (const [path, options] of [['/api/v1/query/gizmo', { method: 'POST', body: 'g.V().All()' }], ['/api/v2/read', {}],
      ['/api/v1/write', { method: 'POST', mode: 'no-cors', body: '[]' }]]) {
      out.push(await fetch(url + path, options).then((r) => `${r.type} ${r.status}`, (e) => e.name));
    }
    const image = new Image();
    out.push(await new Promise((r) => { image.onload = () => r('loaded'); image.onerror = () => r('refused'); image.src = `${url}/static/cayley.png`; }));
    return out;
  }, kg.url);
  assert.deepEqual([got[0], got[1], got[3]], ['TypeError', 'TypeError', 'refused'], got.join(', '));
  await context.close();
});

test('an article is text here, too', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kg-hostile-'));
  writeFileSync(join(dir, '"><script>document.title=1<!--.txt'),
    `<script>document.title="taken"</script> <img src=x onerror="document.title='taken'"> Albania cut diplomatic ties with Iran on <b onmouseover="document.title='taken'">Monday</b>.`);
  const hostile = await serve([dir]);
  const { page, wrong, context } = await watched(b);
  await page.goto(hostile.url);
  await type(page, 'g.V("<kg:Article>").In("<rdf:type>").Out().All()');
  await run(page);
  await page.waitForFunction(() => window.output_editor.getValue().includes('onerror'));
  await page.goto(`${hostile.url}/ui/visualize`);
  await type(page, 'g.V("<kg:Article>").In("<rdf:type>").Tag("source").Out().Tag("target").All()');
  await page.getByRole('button', { name: 'Run Query' }).click();
  await page.waitForFunction(() => window.sigmaGraph?.graph.nodes().some((n) => n.label.includes('onerror')));
  await page.goto(`${hostile.url}/ui/query_shape`);
  await type(page, 'g.V("<iran>").In("<severed>").Tag("<img src=x onerror=alert(1)>").Out("<severed>").All()');
  await page.getByRole('button', { name: 'Run Query' }).click();
  await page.locator('#viz').getByText('onerror').waitFor();
  assert.equal(await page.title(), 'Cayley');
  assert.equal(await page.locator('#viz img').count(), 0);
  assert.deepEqual(wrong.filter((w) => !/GL Driver Message/.test(w)), []);
  await context.close();
  await hostile.stop();
  rmSync(dir, { recursive: true, force: true });
});
