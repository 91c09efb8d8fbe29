// What people need who do not see, or do not see well: axe-core's rules for
// WCAG 2.2 A and AA, on every view of the explorer, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { browser, serve, watched } from './browser.mjs';

const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const views = {
  start: '', node: '?n=iran&at=iran', edge: '?n=iran&n=albania&s=albania&r=severed&o=iran', conflicts: '?n=albania&tab=conflicts', timeline: '?n=albania&tab=timeline',
  questions: '?n=albania&tab=questions', form: '?n=albania&tab=questions&q=severed&q.by=albania', texts: '?n=albania&tab=texts&words=embassy', table: '?n=albania&view=table', nothing: '?n=albania&min=99', unknown: '?n=nobody',
};

let b, kg;
before(async () => { kg = await serve(); b = await browser(); });
after(async () => { await b?.close(); await kg?.stop(); });

for (const colorScheme of ['light', 'dark']) {
  test(`every view can be used without seeing it well (${colorScheme})`, async () => {
    const { page, context } = await watched(b, { colorScheme, bypassCSP: true }); // axe is put in by the test
    for (const [name, query] of Object.entries(views)) {
      await page.goto(`${kg.url}/explore${query}`);
      await page.waitForLoadState('networkidle');
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(async () => {
        const r = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
        if (r.passes.length < 8) return [`only ${r.passes.length} rules looked at anything`];
        return r.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary.split('\n')[1] ?? ''}`).join(' | ')}`);
      });
      assert.deepEqual(found, [], name);
    }
    await context.close();
  });
}
