// Builds dist/ from src/. The same sources and package-lock.json give the same
// bytes: .ci/run checks that dist/ is what this makes.
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';

const out = 'dist';
await rm(out, { recursive: true, force: true });
await mkdir(out);

const common = { bundle: true, minify: true, legalComments: 'none', charset: 'utf8', logLevel: 'warning', target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'] };
await build({ ...common, entryPoints: ['src/main.js'], outfile: `${out}/app.js`, format: 'esm' });
await build({ ...common, entryPoints: ['src/app.css'], outfile: `${out}/app.css` });
await cp('src/index.html', `${out}/index.html`);
await cp('src/icon.svg', `${out}/icon.svg`);

// What is bundled, with its licences.
const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
let text = 'app.js contains these libraries.\n';
for (const [path, p] of Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (!path || p.dev || p.optional) continue;
  const licence = await readFile(`${path}/LICENSE`, 'utf8');
  text += `\n${'='.repeat(72)}\n${path.replace('node_modules/', '')} ${p.version} (${p.license})\n\n${licence.trim()}\n`;
}
await writeFile(`${out}/licenses.txt`, text);
