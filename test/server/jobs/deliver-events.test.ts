import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { deliverEvents } from '../../../server/jobs/deliver-events.ts';
import type { JobHandler } from '../../../server/jobs/runner.ts';
import { webhookReceiver } from '../../../server/jobs/webhook-receiver.ts';
import type { SendWebhook, WebhookRequest } from '../../../server/jobs/webhook-sender.ts';
import type { StoredEvent } from '../../../server/payments/model/model.ts';
import type { Store } from '../../../server/payments/ports/ports.ts';
import { EVENT_TYPES, type EventType } from '../../../shared/event-type.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { event } from '../store/samples.ts';
import { filledStore, quiet } from '../store/temp-store.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const URL = 'https://shop.example/webhooks/kasir';

interface Rig {
  readonly store: Store;
  readonly clock: VirtualClock;
  /** What was posted, in order. */
  readonly posted: WebhookRequest[];
  /** Responses in order; the last one is repeated. */
  answers: (number | Error)[];
  /** Runs the job of a checkout as the runner would: as often as it is due by the clock. */
  run(checkoutId?: string): Promise<number | undefined>;
  add(...sequences: number[]): Promise<void>;
  find(sequence: number): Promise<StoredEvent>;
}

async function rig(
  t: TestContext,
  {
    secrets = [SECRET],
    types = new Set(EVENT_TYPES),
  }: { secrets?: readonly string[]; types?: ReadonlySet<EventType> } = {},
): Promise<Rig> {
  const store = await filledStore(t);
  // The verifier of the specification's own library uses the machine's clock.
  const clock = virtualClock(Date.now());
  const posted: WebhookRequest[] = [];
  const self: Rig = {
    store,
    clock,
    posted,
    answers: [200],
    async run(checkoutId = 'co_1') {
      for (;;) {
        const next = await handler({
          id: '1',
          lane: 'storefront',
          dueAt: clock.now(),
          kind: 'deliver',
          key: checkoutId,
          retryCount: 0,
          failures: 0,
          notified: false,
          version: 1,
        });
        if (next === undefined || next > clock.now()) return next;
      }
    },
    async add(...sequences) {
      for (const sequence of sequences) {
        const { deliveredAt: _, retryAt: __, ...fresh } = event({ deliveryAttempts: 0, deliveryExhausted: false });
        const body = `{"type":"checkout.paid","data":{"sequence":${sequence}, "name":"Amina 🙂"}}`;
        await store.transact((tx) => tx.insertEvent({ ...fresh, id: `evt_${sequence}`, sequence, body }), 'new');
      }
    },
    async find(sequence) {
      return (await store.findEvent(`evt_${sequence}`))!;
    },
  };
  const send: SendWebhook = async (request) => {
    posted.push(request);
    const answer = self.answers.length > 1 ? self.answers.shift() : self.answers[0];
    if (answer instanceof Error) throw answer;
    return { status: answer ?? 200 };
  };
  const handler: JobHandler = deliverEvents({
    store,
    clock,
    log: quiet,
    receiver: webhookReceiver({ url: URL, secrets: () => secrets, types }, send),
    renderAgain: async ({ id }) => JSON.stringify({ again: id }),
    random: () => 0,
  });
  return self;
}

const renderAgain = (): never => assert.fail('nothing was passed');

const idsOf = (posted: readonly WebhookRequest[]): (string | undefined)[] =>
  posted.map(({ headers }) => headers['webhook-id']);

test('an event is posted as it is stored, with a signature that the specification’s own verifier accepts', async (t) => {
  const { posted, run, add, find, clock } = await rig(t);
  await add(1);
  assert.equal(await run(), undefined);
  const [request] = posted;
  assert.equal(request?.url, URL);
  assert.equal(request.body, (await find(1)).body);
  assert.equal(request.headers['content-type'], 'application/json');
  assert.equal(request.headers['webhook-id'], 'evt_1');
  assert.equal(request.headers['webhook-timestamp'], String(Math.floor(clock.now() / 1_000)));
  assert.deepEqual(new Webhook(SECRET).verify(request.body, { ...request.headers }), JSON.parse(request.body));

  const otherSecret = `whsec_${randomBytes(24).toString('base64')}`;
  assert.throws(() => new Webhook(otherSecret).verify(request.body, { ...request.headers }), /No matching signature/);
  assert.throws(() => new Webhook(SECRET).verify(`${request.body} `, { ...request.headers }), /No matching signature/);
});

test('a stream is read once where its only event is acknowledged', async (t) => {
  const { store, run, add, posted } = await rig(t);
  const reads = t.mock.method(store, 'undeliveredOf');
  await add(1);
  await run();
  assert.equal(posted.length, 1);
  assert.equal(reads.mock.callCount(), 1);
});

for (const status of [200, 201, 204, 299]) {
  test(`${status} acknowledges`, async (t) => {
    const { run, add, find, clock, ...self } = await rig(t);
    self.answers.splice(0, 1, status);
    await add(1);
    assert.equal(await run(), undefined);
    const { deliveredAt, deliveryAttempts, deliveryExhausted } = await find(1);
    assert.deepEqual(
      { deliveredAt, deliveryAttempts, deliveryExhausted },
      { deliveredAt: clock.now(), deliveryAttempts: 1, deliveryExhausted: false },
    );
  });
}

for (const answer of [100, 199, 300, 301, 400, 404, 410, 429, 500, 503, new Error('ECONNRESET')]) {
  test(`${answer instanceof Error ? 'no answer' : answer} does not acknowledge`, async (t) => {
    const { run, add, find, clock, ...self } = await rig(t);
    self.answers.splice(0, 1, answer);
    await add(1);
    assert.equal(await run(), clock.now() + 5_000);
    const { deliveredAt, deliveryAttempts, retryAt } = await find(1);
    assert.deepEqual(
      { deliveredAt, deliveryAttempts, retryAt },
      { deliveredAt: undefined, deliveryAttempts: 1, retryAt: clock.now() + 5_000 },
    );
  });
}

test('events of a checkout go in their order, each after the one before it was acknowledged', async (t) => {
  const rigged = await rig(t);
  const { posted, run, add, clock } = rigged;
  await add(3, 1, 2);
  rigged.answers = [500, 503, 200];
  const first = await run();
  assert.deepEqual(idsOf(posted), ['evt_1']);
  clock.set(first!);
  const second = await run();
  assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1']);
  clock.set(second!);
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1', 'evt_1', 'evt_2', 'evt_3']);
});

test('another event wakes the job: the failed one before it keeps its place and its time', async (t) => {
  const rigged = await rig(t);
  const { posted, run, add, clock } = rigged;
  await add(1);
  rigged.answers = [500];
  const next = await run();
  await add(2);
  clock.set(clock.now() + 1_000);
  assert.equal(await run(), next);
  assert.equal(posted.length, 1);
  rigged.answers = [200];
  clock.set(next!);
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1', 'evt_2']);
});

test('after all attempts an event is exhausted, and the later ones of its checkout are delivered', async (t) => {
  const rigged = await rig(t);
  const { posted, run, add, clock, find } = rigged;
  await add(1, 2);
  rigged.answers = [...Array<number>(10).fill(500), 200];
  const pauses: number[] = [];
  for (;;) {
    const next = await run();
    if (next === undefined) break;
    pauses.push((next - clock.now()) / 1_000);
    clock.set(next);
  }
  assert.deepEqual(pauses, [5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400]);
  assert.deepEqual(idsOf(posted), [...Array<string>(10).fill('evt_1'), 'evt_2']);
  assert.equal(new Set(posted.slice(0, 10).map(({ body }) => body)).size, 1, 'the same bytes on every try');
  const { deliveryAttempts, deliveryExhausted, retryAt } = await find(1);
  assert.deepEqual(
    { deliveryAttempts, deliveryExhausted, retryAt },
    { deliveryAttempts: 10, deliveryExhausted: true, retryAt: undefined },
  );
});

test('an event that is redelivered is sent at once', async (t) => {
  const rigged = await rig(t);
  const { posted, run, add, store } = rigged;
  await add(1);
  rigged.answers = [500];
  await run();
  rigged.answers = [200];
  await store.transact((tx) => tx.updateEvent('evt_1', { deliveryAttempts: 0, deliveryExhausted: false }), 'new');
  assert.equal(await run(), undefined);
  await store.transact((tx) => tx.updateEvent('evt_1', { deliveryAttempts: 0, deliveredAt: undefined }), 'new');
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1', 'evt_1']);
});

test('without a webhook URL events are only listed', async (t) => {
  const { store, add, clock, find } = await rig(t);
  await add(1);
  const handler = deliverEvents({ store, clock, log: quiet, renderAgain, random: () => 0 });
  assert.equal(
    await handler({
      id: '1',
      lane: 'storefront',
      dueAt: clock.now(),
      kind: 'deliver',
      key: 'co_1',
      retryCount: 0,
      failures: 0,
      notified: false,
      version: 1,
    }),
    undefined,
  );
  assert.equal((await find(1)).deliveredAt, undefined);
});

test('an invalid secret is an error at the start', () => {
  const send = (): never => assert.fail('nothing is sent');
  for (const secret of ['', 'whsec_', 'whsec_***'])
    assert.throws(() => webhookReceiver({ url: URL, secrets: () => [secret], types: new Set(EVENT_TYPES) }, send));
});

test('while a secret is rotated, all of them sign (F14)', async (t) => {
  const other = `whsec_${randomBytes(24).toString('base64')}`;
  const { posted, run, add } = await rig(t, { secrets: [SECRET, other] });
  await add(1);
  await run();
  const [request] = posted;
  assert.ok(request);
  assert.match(request.headers['webhook-signature'] ?? '', /^v1,\S+ v1,\S+$/);
  for (const secret of [SECRET, other]) new Webhook(secret).verify(request.body, { ...request.headers });
});

for (const status of [400, 410, 413, 415, 422]) {
  test(`${status} to one event: the next of its checkout goes after 30 s, and the refused one goes on (F7)`, async (t) => {
    const rigged = await rig(t);
    const { posted, run, add, clock, find } = rigged;
    const start = clock.now();
    await add(1, 2);
    rigged.answers = [status];
    assert.equal(await run(), start + 5_000);
    clock.set(start + 5_000);
    assert.equal(await run(), start + 30_000, 'its schedule would wait until 35 s');
    clock.set(start + 29_999);
    await run();
    assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1']);
    rigged.answers = [200];
    clock.set(start + 30_000);
    assert.equal(await run(), start + 35_000);
    assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1', 'evt_2']);
    clock.set(start + 35_000);
    assert.equal(await run(), undefined);
    assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1', 'evt_2', 'evt_1']);
    assert.equal(posted.at(-1)?.body, '{"again":"evt_1"}', 'it was passed: the views of this moment');
    assert.equal((await find(1)).deliveredAt, clock.now());
  });
}

for (const answer of [404, 429, 500, new Error('ECONNRESET')]) {
  test(`${answer instanceof Error ? 'no answer' : answer} is temporary, as during a deployment: no event overtakes (F7)`, async (t) => {
    const rigged = await rig(t);
    const { posted, run, add, clock } = rigged;
    await add(1, 2);
    rigged.answers = [answer];
    for (let next = await run(); next !== undefined && posted.length < 6; next = await run()) clock.set(next);
    assert.deepEqual(new Set(idsOf(posted)), new Set(['evt_1']));
  });
}

test('only chosen types are sent; a redelivery is sent anyway (F7)', async (t) => {
  const { posted, run, add, store } = await rig(t, { types: new Set(['payment.succeeded']) });
  await add(1);
  assert.equal(await run(), undefined);
  assert.equal(posted.length, 0);
  await store.transact(
    (tx) => tx.updateEvent('evt_1', { deliveryAttempts: 0, requested: true, deliveryExhausted: false }),
    'new',
  );
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_1']);
});

test('an event that was due while its type was not chosen is not sent when it is chosen later (F7)', async (t) => {
  const types = new Set<EventType>(['payment.succeeded']);
  const { posted, run, add } = await rig(t, { types });
  // More than one batch.
  await add(...Array.from({ length: 120 }, (_, at) => at + 1));
  assert.equal(await run(), undefined);
  types.add('checkout.paid');
  await add(121);
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_121']);
});

/** The storefront always answers with this status; the work is started during its first answer. */
function duringFirstAnswer(rigged: Rig, status: number, work: () => Promise<unknown>): void {
  let isStarted = false;
  rigged.answers = new Proxy([status], {
    get(target, name) {
      if (name === 'length' && !isStarted) {
        isStarted = true;
        void work();
      }
      return Reflect.get(target, name) as unknown;
    },
  });
}

/** As `redeliverEvent` does. */
const requestRedelivery = (store: Store): Promise<void> =>
  store.transact(
    (tx) => tx.updateEvent('evt_1', { deliveryAttempts: 0, requested: true, deliveryExhausted: false }),
    'new',
  );

test('a redelivery that is requested during the last attempt is not lost (D23)', async (t) => {
  const rigged = await rig(t);
  const { run, add, store, find, posted, clock } = rigged;
  await add(1);
  await store.transact((tx) => tx.updateEvent('evt_1', { deliveryAttempts: 9, retryAt: clock.now() }), 'new');
  duringFirstAnswer(rigged, 500, () => requestRedelivery(store));
  const next = await run();
  assert.equal((await find(1)).deliveryExhausted, false);
  assert.deepEqual([posted.length, next], [2, clock.now() + 5_000]);
});

test('a redelivery that is requested during the first attempt is sent although that one was acknowledged (D23)', async (t) => {
  const rigged = await rig(t);
  const { run, add, store, posted } = rigged;
  await add(1);
  duringFirstAnswer(rigged, 200, () => requestRedelivery(store));
  assert.equal(await run(), undefined);
  assert.deepEqual(idsOf(posted), ['evt_1', 'evt_1']);
});

test('a redelivery that is requested while events of types that are off are set aside is not lost (D23)', async (t) => {
  const { run, add, store, posted } = await rig(t, { types: new Set(['payment.succeeded']) });
  await add(1);
  const undeliveredOf = store.undeliveredOf.bind(store);
  let isFirst = true;
  store.undeliveredOf = async (stream) => {
    const found = await undeliveredOf(stream);
    if (isFirst) await requestRedelivery(store);
    isFirst = false;
    return found;
  };
  await run();
  assert.deepEqual(idsOf(posted), ['evt_1']);
});

test('the storefront recovers from an outage: waiting events are sent early, beside their schedule', async (t) => {
  const rigged = await rig(t);
  const { run, add, store, clock, find, posted } = rigged;
  await add(1);
  const tomorrow = clock.now() + 86_400_000;
  await store.transact(async (tx) => {
    await tx.updateEvent('evt_1', { deliveryAttempts: 9, retryAt: tomorrow });
    const { deliveredAt: _, retryAt: __, ...fresh } = event({ deliveryAttempts: 0, deliveryExhausted: false });
    await tx.insertEvent({ ...fresh, id: 'evt_other', stream: 'co_2' });
  }, 'new');
  assert.equal(await run('co_2'), undefined);
  rigged.answers = [503];
  assert.equal(await run(), tomorrow, 'a try that fails uses nothing of the schedule up');
  const { deliveryAttempts, deliveryExhausted } = await find(1);
  assert.deepEqual({ deliveryAttempts, deliveryExhausted }, { deliveryAttempts: 9, deliveryExhausted: false });
  assert.deepEqual(idsOf(posted), ['evt_other', 'evt_1']);
});

test('a failed probe is not repeated for an hour, however often the storefront recovers (F7)', async (t) => {
  const { store, clock } = await rig(t);
  const tomorrow = clock.now() + 86_400_000;
  const answered = { at: clock.now(), status: 500 };
  await store.transact(async (tx) => {
    const { deliveredAt: _, ...fresh } = event({ deliveryAttempts: 9, deliveryExhausted: false });
    await tx.insertEvent({ ...fresh, id: 'evt_1', retryAt: tomorrow, lastResponse: answered });
  }, 'new');
  assert.equal(await store.probeWaiting(clock.now(), 10), 1);
  assert.equal(await store.probeWaiting(clock.now(), 10), 0, 'it is still to come');
  await store.transact((tx) => tx.updateEvent('evt_1', { probeAt: tomorrow, lastResponse: answered }), 'new');
  assert.equal(await store.probeWaiting(clock.now() + 3_599_999, 10), 0);
  assert.equal(await store.probeWaiting(clock.now() + 3_600_000, 10), 1);
});
