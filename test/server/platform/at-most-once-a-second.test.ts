import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMostOnceASecond } from '../../../server/platform/at-most-once-a-second.ts';

test('it runs at most once a second; its failure is returned until the next run (F22)', async () => {
  let now = 0;
  let runs = 0;
  let isFull = false;
  const runShared = atMostOnceASecond(
    async () => {
      runs += 1;
      if (isFull) throw new Error('full');
    },
    () => now,
  );
  await Promise.all([runShared(), runShared(), runShared()]);
  now = 999;
  isFull = true;
  await runShared();
  assert.equal(runs, 1);
  now = 1_000;
  await assert.rejects(runShared(), /full/);
  isFull = false;
  await assert.rejects(runShared(), /full/);
  now = 2_000;
  await runShared();
  assert.equal(runs, 3);
});
