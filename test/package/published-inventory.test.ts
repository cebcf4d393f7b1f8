import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { PAGE_SCRIPTS } from '../../server/http/page-scripts.ts';
import { loadWidgetAssets, MANIFEST, presentImportMap } from '../../server/http/widget-assets.ts';
import { VERSION } from '../../server/http/version.ts';

const widget = fileURLToPath(new URL('../../widget', import.meta.url));
const manifestSchema = z.object({
  immutableEntry: z.string(),
  files: z.record(z.string(), z.object({ integrity: z.string() })),
});
const scriptsSchema = z.object({ scripts: z.array(z.object({ path: z.string(), integrity: z.string() })) });
const packageSchema = z.object({ exports: z.record(z.string(), z.record(z.string(), z.string())) });

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const integrityOf = (path: string): string =>
  `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

for (const dist of [`${widget}/dist`, fileURLToPath(new URL('../../server/dist/widget', import.meta.url))])
  test(`every script of ${dist.replace(/.*\/(widget|server)\//, '$1/')} that a page can load is pinned by hash, in the import map and in the inventory`, async () => {
    const loadable = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((path) => path === 'kasir.js' || path.startsWith('chunks/'))
      .filter((path) => path.endsWith('.js'));
    assert.ok(loadable.length > 20, String(loadable.length));
    const { files, immutableEntry } = manifestSchema.parse(readJson(`${dist}/${MANIFEST}`));
    const expected = Object.fromEntries([
      ...loadable.map((path): [string, string] => [`/${path}`, integrityOf(`${dist}/${path}`)]),
      // The entry by another name.
      [immutableEntry, integrityOf(`${dist}/kasir.js`)],
    ]);
    const pinned = Object.fromEntries(Object.entries(files).map(([path, { integrity }]) => [path, integrity]));
    assert.deepEqual(pinned, expected);
    const { integrity } = presentImportMap(await loadWidgetAssets(dist, VERSION), '');
    assert.deepEqual(integrity, expected);
    const { scripts } = scriptsSchema.parse(readJson(`${dist}/${PAGE_SCRIPTS}`));
    assert.deepEqual(Object.fromEntries(scripts.map((script) => [script.path, script.integrity])), expected);
  });

test('every other script of the widget is for bundlers: an entry of the package, or imported by one', () => {
  const { exports } = packageSchema.parse(readJson(`${widget}/package.json`));
  const entries = new Set(Object.values(exports).flatMap((conditions) => Object.values(conditions)));
  const others = readdirSync(`${widget}/dist`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.m?js$/.test(path) && path !== 'kasir.js' && !/^(chunks|modules)\//.test(path))
    .filter((path) => !entries.has(`./dist/${path}`));
  assert.deepEqual(others, []);
});
