import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';

const { exports } = z
  .object({ exports: z.record(z.string(), z.record(z.string(), z.string())) })
  .parse(JSON.parse(readFileSync(new URL('../../widget/package.json', import.meta.url), 'utf8')));

/** Where pages are rendered without elements, as bundlers and hosts call it. */
for (const runtime of ['edge-light', 'workerd', 'worker'])
  test(`${runtime} gets what Node gets`, () => {
    const forNode = Object.entries(exports).filter(([, { node }]) => node !== undefined);
    assert.deepEqual(
      forNode.map(([entry]) => entry),
      ['.', './define'],
    );
    for (const [entry, conditions] of forNode) {
      assert.equal(conditions[runtime], conditions['node'], entry);
      const order = Object.keys(conditions);
      assert.ok(order.indexOf(runtime) < order.indexOf('default'), 'the first that applies is taken');
    }
  });
