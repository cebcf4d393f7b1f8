import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDeliveryAt } from '../../../server/jobs/delivery-schedule.ts';

const PAUSES = [5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400];

test('5 s, 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h, 24 h, then never', () => {
  for (const [at, seconds] of PAUSES.entries()) {
    assert.equal(
      nextDeliveryAt(at + 1, 1_000_000, () => 0),
      1_000_000 + seconds * 1_000,
    );
  }
  assert.equal(
    nextDeliveryAt(PAUSES.length + 1, 0, () => 0),
    undefined,
  );
});

test('jitter lengthens a pause by up to a tenth and never shortens it', () => {
  for (const [at, seconds] of PAUSES.entries()) {
    assert.equal(
      nextDeliveryAt(at + 1, 0, () => 0.5),
      seconds * 1_050,
    );
    assert.ok((nextDeliveryAt(at + 1, 0, () => 0.999_999) ?? 0) <= seconds * 1_100);
  }
});
