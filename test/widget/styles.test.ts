import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const widget = fileURLToPath(new URL('../../widget', import.meta.url));

test('every custom property is a --kasir-… one or begins with an underscore: a page may have any other name', () => {
  const sources = readdirSync(widget, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/^(dist|node_modules)/.test(path),
  );
  const names = sources.flatMap((path) =>
    [
      ...readFileSync(`${widget}/${path}`, 'utf8')
        .replaceAll(/\/\*[^]*?\*\//g, '')
        .matchAll(/(?<![\w-])--([a-z_][\w-]*)\s*[:,)'`]/g),
    ].map(([, name = '']) => name),
  );
  assert.ok(names.length > 50);
  assert.deepEqual(
    [...new Set(names)].filter((name) => !/^(_|kasir-)/.test(name)),
    [],
  );
});
