import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onFirstUse } from '../../../server/platform/on-first-use.ts';

test('what is made on first use is made once, and not by asking whether it was', async () => {
  let made = 0;
  const value = onFirstUse(async () => (made += 1));
  assert.equal(await value.made(), undefined);
  assert.deepEqual(await Promise.all([value.get(), value.get()]), [1, 1]);
  assert.deepEqual([await value.made(), made], [1, 1]);
});

test('what could not be made is tried again', async () => {
  let tries = 0;
  const value = onFirstUse(async () => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
    return tries;
  });
  await assert.rejects(value.get(), /not yet/);
  assert.equal(await value.made(), undefined);
  assert.equal(await value.get(), 2);
});
