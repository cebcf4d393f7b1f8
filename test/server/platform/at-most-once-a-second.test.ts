import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMostOnceASecond } from '../../../server/platform/at-most-once-a-second.ts';

test('however often it is asked, it runs once a second; a failure is told until the next run (F22)', async () => {
  let now = 0;
  let runs = 0;
  let isFull = false;
  const ask = atMostOnceASecond(
    async () => {
      runs += 1;
      if (isFull) throw new Error('full');
    },
    () => now,
  );
  await Promise.all([ask(), ask(), ask()]);
  now = 999;
  isFull = true;
  await ask();
  assert.equal(runs, 1);
  now = 1_000;
  await assert.rejects(ask(), /full/);
  isFull = false;
  await assert.rejects(ask(), /full/);
  now = 2_000;
  await ask();
  assert.equal(runs, 3);
});
