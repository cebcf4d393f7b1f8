import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { createMembership } from '../../../server/instances/membership.ts';
import { loggedLines } from '../../support/logged-lines.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { moveOn, startInstance } from '../../support/test-instances.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { withOverrides } from '../../support/with-overrides.ts';
import { tempStore } from '../store/temp-store.ts';

test('an instance keeps its id while the store answers, and has none once it could not be renewed in time', async (t) => {
  const clock = virtualClock();
  let isDown = false;
  const real = await tempStore(t, { clock, isShared: true });
  const store = withOverrides(real, {
    renewInstance: (...given) =>
      isDown ? Promise.reject(new StorageUnavailable('down')) : real.renewInstance(...given),
    addInstance: (...given) => (isDown ? Promise.reject(new StorageUnavailable('down')) : real.addInstance(...given)),
  });
  const one = await startInstance(store, clock, 'one');
  await moveOn(clock, 60_000, [one]);
  assert.equal(one.membership.current().id, 'one1');
  assert.equal(one.rejoined(), undefined);
  isDown = true;
  await moveOn(clock, 4_000, [one]);
  assert.equal(one.membership.current().id, 'one1', 'a few seconds are bridged');
  await moveOn(clock, 2_000, [one]);
  assert.throws(() => one.membership.current(), StorageUnavailable);
  isDown = false;
  await moveOn(clock, 1_000, [one]);
  assert.notEqual(one.membership.current().id, 'one1');
  assert.equal(one.rejoined(), one.membership.current().id, 'what it holds can be registered under the new id');
});

test('while the store is away there is one line at the first failure, and one when it is there again', async (t) => {
  const clock = virtualClock();
  let isDown = false;
  const real = await tempStore(t, { clock, isShared: true });
  const unlessDown = <T>(work: () => Promise<T>): Promise<T> =>
    isDown ? Promise.reject(new StorageUnavailable('down')) : work();
  const store = withOverrides(real, {
    renewInstance: (...given) => unlessDown(() => real.renewInstance(...given)),
    addInstance: (...given) => unlessDown(() => real.addInstance(...given)),
  });
  const { log, lines } = loggedLines();
  const one = await startInstance(store, clock, 'one', { log });
  for (const downMs of [4_000, 20_000]) {
    isDown = true;
    await moveOn(clock, downMs, [one]);
    isDown = false;
    await moveOn(clock, 6_000, [one]);
  }
  assert.deepEqual(
    lines.map(({ level, message, facts }) => [level, message, facts['afterMs']]),
    [
      ['warn', 'this instance could not be renewed: it is tried again', undefined],
      ['info', 'this instance is renewed again', 2_500],
      ['warn', 'this instance could not be renewed: it is tried again', undefined],
      ['warn', 'this instance had lapsed: it goes on under a new id', undefined],
      ['info', 'this instance is renewed again', 20_000],
    ],
  );
});

test('a renewal whose answer comes too late does not continue the old id', async (t) => {
  const clock = virtualClock();
  let takesMs = 0;
  const real = await tempStore(t, { clock, isShared: true });
  const store = withOverrides(real, {
    async renewInstance(...given) {
      const renewed = await real.renewInstance(...given);
      clock.set(clock.now() + takesMs);
      return renewed;
    },
  });
  const one = await startInstance(store, clock, 'one');
  const { isOver } = one.membership.current();
  takesMs = 3_500;
  await moveOn(clock, 2_000, [one]);
  assert.ok(isOver(), 'between its answer and its end another one may have taken over');
  assert.equal(one.membership.current().id, 'one2');
});

test('jobs that a lapsed instance was running are due at once; those of a living one stay claimed', async (t) => {
  const clock = virtualClock();
  const store = await tempStore(t, { clock, isShared: true });
  const [one, other] = [await startInstance(store, clock, 'one'), await startInstance(store, clock, 'other')];
  await store.transact(async (tx) => {
    await tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: clock.now() });
    await tx.scheduleJob({ kind: 'inquire', key: 'pay_2', runAt: clock.now() });
  }, 'new');
  const claim = async (by: string) =>
    (await store.claimJobs(clock.now(), 1, 3_600_000, undefined, [], by)).map(({ key }) => key);
  assert.deepEqual(await claim(one.membership.current().id), ['pay_1']);
  assert.deepEqual(await claim(other.membership.current().id), ['pay_2']);
  one.standsStill = true;
  await moveOn(clock, 8_000, [one, other]);
  const third = await startInstance(store, clock, 'third');
  assert.deepEqual(await claim(third.membership.current().id), ['pay_1']);
  assert.deepEqual(await claim(third.membership.current().id), []);
  await other.membership.stop();
  assert.deepEqual(
    await claim(third.membership.current().id),
    ['pay_2'],
    'one that stops leaves its jobs to the others',
  );
});

test('an instance whose row has gone before its time ends its old tenure at once', async (t) => {
  const clock = virtualClock();
  const store = await tempStore(t, { clock, isShared: true });
  const one = await startInstance(store, clock, 'one');
  const before = one.membership.current();
  await store.removeInstance(before.id);
  await moveOn(clock, 2_000, [one]);
  assert.equal(one.membership.current().id, 'one2');
  assert.ok(before.isOver(), 'its leases may have been taken over');
});

test('renewals do not wait for the removal of others that have lapsed', async (t) => {
  const clock = virtualClock();
  const store = await tempStore(t, { clock, isShared: true });
  let removals = 0;
  const busy = withOverrides(store, {
    removeLapsedInstances() {
      removals += 1;
      return new Promise<number>(() => undefined);
    },
  });
  const due: { readonly at: number; readonly work: () => void }[] = [];
  const membership = createMembership({
    store: busy,
    log: quietLog,
    timers: { after: (ms, work) => (due.push({ at: clock.now() + ms, work }), () => undefined) },
    monotonic: () => clock.now(),
    newId: countingId(),
    onLapsed: () => Promise.resolve(),
    onRejoined: () => undefined,
  });
  await membership.start();
  for (let count = 0; count < 6; count += 1) {
    const next = due.shift();
    assert.ok(next !== undefined, 'the next renewal is planned');
    clock.set(next.at);
    next.work();
    while (due.length === 0 && (await settled()));
  }
  assert.equal(membership.current().id, '1');
  assert.equal(removals, 1, 'one removal at a time');
});

function countingId(): () => string {
  let ids = 0;
  return () => String((ids += 1));
}

let turns = 0;
/** Lets what the store does settle; false after very many turns of the event loop. */
async function settled(): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return (turns += 1) < 2_000;
}
