import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { LeaseLost, StorageUnavailable, type Lease, type Store } from '../../../server/payments/ports/ports.ts';
import { moveOn, startInstance, type TestInstance } from '../../support/test-instances.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { withOverrides } from '../../support/with-overrides.ts';
import { tempStore } from '../store/temp-store.ts';

interface Two {
  readonly clock: VirtualClock;
  readonly one: TestInstance;
  readonly other: TestInstance;
}

async function two(t: TestContext, over: (real: Store) => Partial<Store> = () => ({})): Promise<Two> {
  const clock = virtualClock();
  const real = await tempStore(t, { clock, isShared: true });
  const store = withOverrides(real, over(real));
  const [one, other] = [await startInstance(store, clock, 'one'), await startInstance(store, clock, 'other')];
  // What could not be released is not tried again for ever.
  for (const each of [one, other]) t.after(() => each.exclusive.stop());
  return { clock, one, other };
}

/** Work that goes on until it is ended. */
function endless(): { readonly work: (lease: Lease) => Promise<void>; readonly begun: Promise<Lease>; end(): void } {
  let end = (): void => undefined;
  let begin = (_lease: Lease): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const begun = new Promise<Lease>((resolve) => (begin = resolve));
  return {
    begun,
    end: () => end(),
    work: (lease) => {
      begin(lease);
      return ended;
    },
  };
}

test('work with one key runs one at a time on all instances; other keys do not wait', async (t) => {
  const { one, other } = await two(t);
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
  };
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other).exclusive.run('co_1', work)),
  );
  assert.equal(most, 1);
  const first = endless();
  const held = one.exclusive.run('co_1', first.work);
  await first.begun;
  assert.equal(await other.exclusive.run('co_2', () => Promise.resolve('did not wait')), 'did not wait');
  first.end();
  await held;
});

test('trying does not wait for another instance, nor for work of this one', async (t) => {
  const { one, other } = await two(t);
  const first = endless();
  const held = one.exclusive.run('co_1', first.work);
  await first.begun;
  const never = (): Promise<void> => assert.fail('must not run');
  assert.equal(await other.exclusive.tryRun('co_1', never), false);
  assert.equal(await one.exclusive.tryRun('co_1', never), false);
  first.end();
  await held;
  await other.exclusive.run('co_1', () => Promise.resolve());
  assert.equal(await one.exclusive.tryRun('co_1', () => Promise.resolve()), true);
});

test('the lease of an instance that stands still is taken over, and that instance sends nothing more', async (t) => {
  const { clock, one, other } = await two(t);
  const first = endless();
  const held = one.exclusive.run('co_1', first.work);
  const lease = await first.begun;
  lease.assertHeld();
  one.standsStill = true;
  await moveOn(clock, 4_500, [one, other]);
  lease.assertHeld();
  assert.equal(await other.exclusive.tryRun('co_1', () => Promise.resolve()), false, 'it has not lapsed yet');
  await moveOn(clock, 500, [one, other]);
  assert.throws(() => lease.assertHeld(), LeaseLost, 'it stops sending before another one may take over');
  assert.equal(await other.exclusive.tryRun('co_1', () => Promise.resolve()), false);
  await moveOn(clock, 1_000, [one, other]);
  assert.equal(await other.exclusive.run('co_1', () => Promise.resolve('taken over')), 'taken over');
  assert.equal(other.lapses(), 1);

  // It comes back: under a new id, so that nothing it held before counts again.
  one.standsStill = false;
  await moveOn(clock, 500, [one, other]);
  assert.throws(() => lease.assertHeld(), LeaseLost);
  assert.notEqual(one.membership.current().id, 'one1');
  first.end();
  await held;
  assert.equal(await one.exclusive.run('co_1', () => Promise.resolve('again')), 'again');
});

test('a release that arrives late does not end a later turn', async (t) => {
  const late: (() => Promise<void>)[] = [];
  const { one, other } = await two(t, (real) => ({
    releaseLease(key, turn) {
      late.push(() => real.releaseLease(key, turn));
      return Promise.reject(new StorageUnavailable('the connection was lost'));
    },
  }));
  await one.exclusive.run('co_1', () => Promise.resolve());
  const second = endless();
  const held = one.exclusive.run('co_1', second.work);
  await second.begun;
  await late[0]?.();
  const never = (): Promise<void> => assert.fail('must not run');
  assert.equal(await other.exclusive.tryRun('co_1', never), false);
  second.end();
  await held;
});

test('what could not be released is released later, also where only the answer to taking it was lost', async (t) => {
  let isDown = true;
  const { one, other } = await two(t, (real) => ({
    async takeLease(...given) {
      const taken = await real.takeLease(...given);
      if (isDown) throw new StorageUnavailable('the answer was lost');
      return taken;
    },
    releaseLease: (...given) =>
      isDown ? Promise.reject(new StorageUnavailable('the connection was lost')) : real.releaseLease(...given),
  }));
  await assert.rejects(
    one.exclusive.run('co_1', () => Promise.resolve()),
    StorageUnavailable,
  );
  isDown = false;
  assert.equal(await other.exclusive.run('co_1', () => Promise.resolve('released')), 'released');
});

test('an instance that stops leaves nothing behind, and what waits for a lease fails', async (t) => {
  const { one, other } = await two(t);
  const first = endless();
  const held = one.exclusive.run('co_1', first.work);
  await first.begun;
  const waiting = other.exclusive.run('co_1', () => Promise.resolve());
  await new Promise((resolve) => setTimeout(resolve, 30));
  await other.exclusive.stop();
  await assert.rejects(waiting, StorageUnavailable);
  await other.membership.stop();
  first.end();
  await held;
});
