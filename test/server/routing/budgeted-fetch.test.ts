import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { RequestPostponed, type RequestPriority, type Store } from '../../../server/payments/ports/ports.ts';
import type { ProviderFetch } from '../../../server/providers/http.ts';
import type { RequestBudget } from '../../../server/providers/provider.ts';
import { budgetedFetch } from '../../../server/routing/budgeted-fetch.ts';
import { createRequestBudgets, type RequestBudgets } from '../../../server/routing/request-budgets.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { manualTimers } from '../jobs/manual-timers.ts';
import { quiet, tempStore } from '../store/temp-store.ts';

const BUDGET: RequestBudget = { perMinute: 20, endpointOf: ({ method }) => method };
const SECOND = 1_000;

interface Rig {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly budgets: RequestBudgets;
  readonly postponed: string[];
  /** How many of so many requests were sent. */
  send(priority: RequestPriority, times: number): Promise<number>;
}

async function rig(
  t: TestContext,
  over: {
    budget?: RequestBudget | undefined;
    answer?: () => { status: number; headers?: Record<string, string> };
  } = {},
): Promise<Rig> {
  const clock = virtualClock();
  const store = await tempStore(t);
  const budgets = createRequestBudgets({ store, clock, log: quiet });
  const postponed: string[] = [];
  const network: ProviderFetch = () =>
    Promise.resolve({ text: '', headers: {}, ...(over.answer?.() ?? { status: 200 }) });
  const budget = 'budget' in over ? over.budget : BUDGET;
  return {
    clock,
    store,
    budgets,
    postponed,
    async send(priority, times) {
      const fetch = budgetedFetch(network, {
        provider: 'any',
        budget,
        budgets,
        priority,
        postponed: (facts) => void postponed.push(facts.priority),
      });
      let sent = 0;
      for (let count = 0; count < times; count += 1) {
        try {
          await fetch({
            method: 'GET',
            url: 'https://any.example/',
            headers: {},
            signal: new AbortController().signal,
          });
          sent += 1;
        } catch (error) {
          assert.ok(error instanceof RequestPostponed);
          assert.ok(error.retryAt > clock.now() && error.retryAt <= clock.now() + 65 * SECOND);
        }
      }
      return sent;
    },
  };
}

test('routine requests get three quarters of a budget, notified ones nine tenths, and a customer any number', async (t) => {
  const { send, postponed, budgets, clock } = await rig(t);
  assert.equal(await send('routine', 30), 15);
  assert.equal(await send('notified', 30), 3);
  assert.equal(await send('customer', 30), 30);
  await budgets.settled();
  assert.equal(await send('notified', 1), 0);
  assert.deepEqual([...new Set(postponed)], ['routine', 'notified']);
  clock.set(clock.now() + 65 * SECOND);
  assert.equal(await send('routine', 30), 15);
});

test('what customers cause is counted: it leaves less for jobs', async (t) => {
  const { send, budgets } = await rig(t);
  assert.equal(await send('customer', 14), 14);
  await budgets.settled();
  assert.equal(await send('routine', 5), 1);
  assert.equal(await send('notified', 5), 3);
});

test('two instances on one store share the budget', async (t) => {
  const { send, store, clock, budgets } = await rig(t);
  const other = createRequestBudgets({ store, clock, log: quiet });
  other.count('any GET');
  other.count('any GET');
  await other.settled();
  await other.admit('any GET', 15);
  assert.equal(await send('routine', 30), 12);
  await assert.rejects(() => other.admit('any GET', 15), RequestPostponed);
  await budgets.settled();
});

test('after a 429 jobs wait as long as the provider says, a customer does not', async (t) => {
  let answer: { status: number; headers?: Record<string, string> } = {
    status: 429,
    headers: { 'rate-limit-reset': '58.37' },
  };
  const { send, clock } = await rig(t, { budget: undefined, answer: () => answer });
  assert.equal(await send('routine', 1), 1);
  answer = { status: 200 };
  assert.equal(await send('routine', 1), 0);
  assert.equal(await send('notified', 1), 0);
  assert.equal(await send('customer', 1), 1);
  clock.set(clock.now() + 58_369);
  assert.equal(await send('routine', 1), 0);
  clock.set(clock.now() + 1);
  assert.equal(await send('routine', 3), 3);
});

test('without a time the pause after a 429 doubles up to five minutes, and starts over once a request is taken', async (t) => {
  let status = 429;
  const { send, clock, budgets } = await rig(t, { budget: undefined, answer: () => ({ status }) });
  const pauses: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    assert.equal(await send('routine', 1), 1);
    const retryAt = await budgets.admit('any', undefined).then(
      () => assert.fail('admitted'),
      (error: unknown) => (error instanceof RequestPostponed ? error.retryAt : assert.fail('another error')),
    );
    pauses.push((retryAt - clock.now()) / SECOND);
    clock.set(retryAt);
  }
  assert.deepEqual(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
  status = 200;
  assert.equal(await send('routine', 1), 1);
  status = 429;
  assert.equal(await send('routine', 1), 1);
  clock.set(clock.now() + 5 * SECOND);
  assert.equal(await send('routine', 1), 1);
});

test('a clock that is set back prolongs no pause', async (t) => {
  const { send, clock } = await rig(t, { budget: undefined, answer: () => ({ status: 429 }) });
  assert.equal(await send('routine', 2), 1);
  clock.stepBack(3_600 * SECOND);
  assert.equal(await send('routine', 1), 1);
});

test('counts that could not be stored go with the next ones', async (t) => {
  const { store, clock } = await rig(t);
  let broken = true;
  const budgets = createRequestBudgets({
    store: {
      countRequests: (...given) =>
        broken ? Promise.reject(new Error('the database is away')) : store.countRequests(...given),
    },
    clock,
    log: quiet,
  });
  for (let count = 0; count < 10; count += 1) budgets.count('any GET');
  await budgets.settled();
  await assert.rejects(() => budgets.admit('any GET', 15), /away/);
  broken = false;
  await assert.rejects(() => budgets.admit('any GET', 10), RequestPostponed);
});

test('what is counted during the last write is stored at the end', async (t) => {
  const { store, clock } = await rig(t);
  const timers = manualTimers(clock);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let isFirst = true;
  const budgets = createRequestBudgets({
    store: {
      async countRequests(...given) {
        if (isFirst) {
          isFirst = false;
          await opened;
        }
        return store.countRequests(...given);
      },
    },
    clock,
    log: quiet,
    timers,
  });
  budgets.count('any GET');
  timers.advance(SECOND);
  for (let count = 0; count < 9; count += 1) budgets.count('any GET');
  const settled = budgets.settled();
  open();
  await settled;
  const room = (upTo: number) => store.countRequests({ budget: 'any GET', sent: 0, upTo }, clock.now());
  assert.notEqual(await room(10), undefined, 'all ten are stored');
  assert.equal(await room(11), undefined, 'each of them once');
});

test('counts that an admission could not store are stored within a second', async (t) => {
  const { store, clock } = await rig(t);
  const timers = manualTimers(clock);
  let fail = (): void => undefined;
  const failing = new Promise<void>((resolve) => (fail = resolve));
  const stored: number[] = [];
  const budgets = createRequestBudgets({
    store: {
      async countRequests({ upTo, ...count }, now) {
        if (upTo !== undefined) {
          await failing;
          throw new Error('the database is away');
        }
        stored.push(count.sent);
        return store.countRequests({ ...count, upTo }, now);
      },
    },
    clock,
    log: quiet,
    timers,
  });
  budgets.count('any GET');
  const admitted = assert.rejects(() => budgets.admit('any GET', 15), /away/);
  timers.advance(SECOND);
  await new Promise(setImmediate);
  fail();
  await admitted;
  timers.advance(SECOND);
  await new Promise(setImmediate);
  assert.equal(
    stored.reduce((sum, count) => sum + count, 0),
    1,
  );
});
