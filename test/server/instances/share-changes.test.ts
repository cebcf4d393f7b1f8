import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareChanges } from '../../../server/instances/share-changes.ts';
import { createChanges } from '../../../server/platform/changes.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { manualTimers } from '../jobs/manual-timers.ts';
import { localAnnouncements } from '../../../server/store/announcements.ts';

function instances(isShared = true) {
  const announcements = localAnnouncements(quietLog);
  const announced: object[] = [];
  let queries = 0;
  const store = {
    isShared,
    announce: (all: Parameters<typeof announcements.announce>[0]) => {
      announced.push(...all);
      announcements.announce(all);
    },
    onAnnouncement: announcements.onAnnouncement,
    positionsOf: async () => {
      queries += 1;
      return new Map<string, string>();
    },
  };
  const join = () => {
    const clock = virtualClock(0);
    const timers = manualTimers(clock);
    const seen = { changed: 0, woken: 0 };
    const shared = shareChanges({
      store,
      changes: createChanges(quietLog),
      wake: () => void (seen.woken += 1),
      clock,
      log: quietLog,
      timers,
    });
    shared.changes.subscribe('co_1', () => void (seen.changed += 1));
    return { shared, seen, timers };
  };
  return { join, announced, announcements, queries: () => queries };
}

const heard = (): Promise<void> => new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));

test('a change reaches the subscribers on every instance once (M8)', async () => {
  const { join } = instances();
  const [here, there] = [join(), join()];
  here.shared.changes.publish('co_1');
  await heard();
  assert.deepEqual([here.seen.changed, there.seen.changed], [1, 1]);
  there.shared.stop();
  here.shared.changes.publish('co_1');
  await heard();
  assert.deepEqual([here.seen.changed, there.seen.changed], [2, 1]);
});

test('a job that is due later wakes only this instance: the others look in time by themselves', async () => {
  const { join, announced } = instances();
  const here = join();
  here.shared.wake(1_001);
  here.timers.advance(200);
  await heard();
  assert.equal(here.seen.woken, 1);
  assert.deepEqual(announced, []);
  here.shared.wake(1_000);
  here.timers.advance(200);
  assert.deepEqual(announced, [{ jobs: true }]);
});

test('a due job wakes this instance at once and the others soon, however many there are (M15)', async () => {
  const { join, announced } = instances();
  const [here, there] = [join(), join()];
  for (let job = 0; job < 50; job += 1) here.shared.wake();
  assert.deepEqual([here.seen.woken, there.seen.woken], [50, 0]);
  here.timers.advance(100);
  await heard();
  assert.equal(there.seen.woken, 1);
  assert.equal(announced.length, 1);
});

test('missed announcements: everything is looked at again', async () => {
  const { join, announcements, queries } = instances();
  const { seen } = join();
  announcements.announce([{ missed: true }]);
  await heard();
  assert.deepEqual([seen.woken, queries()], [1, 1]);
});

test('open streams are read again every two seconds', async () => {
  const { join, queries } = instances();
  const { shared, timers } = join();
  shared.start();
  for (let round = 0; round < 3; round += 1) {
    timers.advance(2_000);
    await heard();
  }
  assert.equal(queries(), 3);
  shared.stop();
  timers.advance(10_000);
  await heard();
  assert.equal(queries(), 3);
});

test('nothing is announced where the store is not shared', async () => {
  const { join, announced } = instances(false);
  const { shared, seen } = join();
  shared.changes.publish('co_1');
  shared.wake();
  assert.deepEqual([seen.changed, seen.woken, announced.length], [1, 1, 0]);
});
