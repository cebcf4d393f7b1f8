import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createHousekeeping } from '../../../server/jobs/housekeeping.ts';
import type { Exclusive } from '../../../server/payments/ports/ports.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());

function rig({ isShared = true, isFree = true } = {}) {
  const done: string[] = [];
  const count = (name: string) => async (): Promise<number> => done.push(name);
  const exclusive: Pick<Exclusive, 'tryRun'> = {
    async tryRun(key, work) {
      assert.ok(key === 'housekeeping' || key === 'ledger');
      if (isFree) await work({ assertHeld: () => undefined });
      return isFree;
    },
  };
  const housekeeping = createHousekeeping({
    store: {
      isShared,
      pruneIdempotencyRecords: count('answers'),
      forgetPersonalData: count('personal data'),
      pruneLimits: count('limits'),
      async sealLedger() {
        done.push('ledger');
      },
    },
    exclusive,
    clock: virtualClock(),
    log: quietLog,
    answersKeptMs: 1,
    resumeInquiries: count('sweep'),
    retentionDays: 1,
  });
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return { housekeeping, done, settle };
}

test('missing inquiries are scheduled and retention is applied at the start and every hour; limits are pruned and the ledger sealed every minute', async () => {
  const { housekeeping, done, settle } = rig();
  housekeeping.start();
  await settle();
  assert.deepEqual(done.splice(0), ['sweep', 'ledger', 'answers', 'personal data']);
  mock.timers.tick(60_000);
  await settle();
  assert.deepEqual(done.splice(0), ['ledger', 'limits']);
  mock.timers.tick(HOUR_MS);
  await settle();
  assert.equal(done.filter((name) => name === 'personal data').length, 1);
  done.length = 0;
  housekeeping.stop();
  mock.timers.tick(HOUR_MS);
  await settle();
  assert.deepEqual(done, []);
});

test('it does nothing while another instance keeps house (M17)', async () => {
  const { housekeeping, done, settle } = rig({ isFree: false });
  housekeeping.start();
  mock.timers.tick(HOUR_MS);
  await settle();
  assert.deepEqual(done, []);
  housekeeping.stop();
});

test('limits are in memory where the store is not shared', async () => {
  const { housekeeping, done, settle } = rig({ isShared: false });
  housekeeping.start();
  mock.timers.tick(60_000);
  await settle();
  await settle();
  await settle();
  assert.deepEqual(done.toSorted(), ['answers', 'ledger', 'ledger', 'personal data', 'sweep']);
  housekeeping.stop();
});
