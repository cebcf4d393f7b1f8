import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPayoutInquiryAt } from '../../../../server/payments/payout/payout-inquiry-schedule.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test('5, 15 and 30 seconds after it was sent, then with growing pauses of at most six hours, for a month', () => {
  const moments: number[] = [];
  let now = 0;
  for (let retryCount = 0; ; retryCount += 1) {
    const next = nextPayoutInquiryAt(retryCount, now);
    if (next === undefined) break;
    moments.push(next);
    now = next;
  }
  assert.deepEqual(
    moments.slice(0, 6).map((at) => at / SECOND),
    [5, 15, 30, 60, 120, 240],
  );
  const pauses = moments.map((at, i) => at - (moments[i - 1] ?? 0));
  for (const [i, pause] of pauses.entries()) assert.ok(pause >= (pauses[i - 1] ?? 0));
  assert.equal(Math.max(...pauses), 6 * HOUR);
  const days = (moments.at(-1) ?? 0) / (24 * HOUR);
  assert.ok(days > 28 && days < 32, `${days} days`);
});
