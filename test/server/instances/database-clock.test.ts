import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseClock } from '../../../server/instances/database-clock.ts';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { manualTimers } from '../jobs/manual-timers.ts';

test('the time is the database’s, whatever the round trips, and runs on while the database does not answer', async () => {
  const monotonic = virtualClock(0);
  const timers = manualTimers(monotonic);
  const roundTripsMs = [400, 20, 90];
  let aheadMs = 1_000_000;
  let isDown = false;
  const store = {
    async readTime() {
      if (isDown) throw new StorageUnavailable('down');
      const half = (roundTripsMs.shift() ?? 0) / 2;
      monotonic.set(monotonic.now() + half * 1.5);
      const time = monotonic.now() + aheadMs;
      monotonic.set(monotonic.now() + half * 0.5);
      return Promise.resolve(time);
    },
  };
  const clock = await databaseClock({ store, monotonic: () => monotonic.now(), timers, log: quietLog });
  const errorMs = (): number => Math.abs(clock.now() - (monotonic.now() + aheadMs));
  assert.ok(errorMs() <= 5, `the shortest round trip counts: ${errorMs()} ms`);

  aheadMs += 3_000;
  timers.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(errorMs(), 0, 'measured again, so a step of the database’s clock is followed');

  isDown = true;
  timers.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(errorMs(), 0, 'it runs on');
  assert.equal(timers.waits().length, 1, 'and is measured again later');
  clock.stop();
  assert.equal(timers.waits().length, 0);
});
