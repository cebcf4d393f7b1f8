import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createMetrics } from '../../../server/platform/metrics.ts';

test('the table of the README lists every metric of ours, and no other', async () => {
  const readme = await readFile(new URL('../../../server/README.md', import.meta.url), 'utf8');
  const documented = [...readme.matchAll(/^\| `(kasir_\w+)` \|/gm)].map(([, name]) => name);
  const made = createMetrics('1.2.3')
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('kasir_'));
  assert.ok(made.length > 10);
  assert.deepEqual(new Set(documented), new Set(made));
});
