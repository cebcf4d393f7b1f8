import assert from 'node:assert/strict';
import { isFinal } from '../../shared/payment-status.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { assertLedgersAgree } from './assert-ledgers-agree.ts';
import { NO_RESPONSE, type CrashableServer, type HttpReply } from './crashable-server.ts';
import type { Sample, Subject } from './subjects.ts';

/* What happens at a checkout counter, each told so that it can be interrupted anywhere and asked for again. */

export interface Scene {
  readonly checkoutId: string;
  readonly token: string;
  readonly paymentId: string;
}

export interface UseCase {
  readonly name: string;
  readonly needs?: 'savable' | 'refundable' | 'holdable' | 'payouts';
  /** On top of the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What has happened before, in peace. */
  before(server: CrashableServer, subject: Subject): Promise<Scene>;
  /** What is interrupted; `again` when it is asked for once more. */
  perform(server: CrashableServer, scene: Scene, subject: Subject, again: boolean): Promise<HttpReply>;
  /** Effective movements at the provider that the story may cause; whatever else is too many. */
  readonly moves: Readonly<Partial<Record<string, number>>>;
  /** At the end of it all. */
  after?(server: CrashableServer, scene: Scene): Promise<void>;
}

/** Short, so that waiting for the end takes few inquiries. */
const CHECKOUT_LIFE = 30 * 60_000;

const order = (server: CrashableServer, over: object = {}) => ({
  expiresAt: new Date(server.clock.now() + CHECKOUT_LIFE).toISOString(),
  reference: 'order-1',
  amount: 150_000,
  currency: 'IDR',
  returnUrl: `${ORIGIN}/done`,
  customer: { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' },
  ...over,
});

export const read = (providerStatus: HttpReply): Record<string, string> =>
  JSON.parse(providerStatus.text) as Record<string, string>;

async function opened(server: CrashableServer, over: object = {}): Promise<Scene> {
  const providerStatus = read(await server.post('/v1/checkouts', order(server, over)));
  return { checkoutId: providerStatus['id'] ?? '', token: providerStatus['clientToken'] ?? '', paymentId: '' };
}

const pay = (server: CrashableServer, { token }: Scene, choice: object, key: string): Promise<HttpReply> =>
  server.post('/v1/session/payments', choice, { bearer: token, key });

async function begun(server: CrashableServer, choice: Sample | undefined, over: object = {}): Promise<Scene> {
  const scene = await opened(server, over);
  const providerStatus = read(await pay(server, scene, choice ?? {}, 'begun'));
  return { ...scene, paymentId: providerStatus['id'] ?? '' };
}

/** The customer pays at the provider. */
async function payThere(server: CrashableServer, paymentId: string): Promise<void> {
  const payment = await server.domain.store.findPayment(paymentId);
  const there = server.simulator.payments().find(({ reference }) => reference === payment?.merchantReference);
  if (there !== undefined) await server.simulator.perform(there.id, 'pay');
}

async function paid(server: CrashableServer, choice: Sample | undefined, over: object = {}): Promise<Scene> {
  const scene = await begun(server, choice, over);
  await payThere(server, scene.paymentId);
  await server.advance(60_000);
  return scene;
}

async function statusOf(server: CrashableServer, { paymentId }: Scene): Promise<string | undefined> {
  return (await server.domain.store.findPayment(paymentId))?.status;
}

const PAYOUT_KEY = 'payout-key-of-the-finance-team';
const OTHER_PAYOUT_KEY = 'payout-key-of-the-finance-lead';
const PAYOUT_KEYS = { KASIR_PAYOUT_KEYS: `${PAYOUT_KEY},${OTHER_PAYOUT_KEY}` };

const payOut = (server: CrashableServer, { provider }: Subject): Promise<HttpReply> =>
  server.post(
    '/v1/payouts',
    {
      reference: 'seller-7',
      amount: 200_000,
      currency: 'IDR',
      bankCode: provider.payouts?.banks[0]?.code ?? '',
      accountNumber: '0012345678',
      accountName: 'SITI AMINAH',
      description: 'Pencairan',
      feeBearer: 'merchant',
    },
    { bearer: PAYOUT_KEY, key: 'k' },
  );

const NOBODY_THERE: Scene = { checkoutId: '', token: '', paymentId: '' };

/** Why a provider cannot be in a story; `false` where it can. */
export function skipReason({ needs }: UseCase, { provider, ...subject }: Subject): string | false {
  if (needs === undefined) return false;
  const has = needs === 'payouts' ? provider.payouts !== undefined : subject[needs] !== undefined;
  return has
    ? false
    : needs === 'payouts'
      ? `${provider.id} pays nothing out`
      : `${provider.id} sells nothing that is ${needs}`;
}

export const USE_CASES: readonly UseCase[] = [
  {
    name: 'a checkout is opened',
    before: () => Promise.resolve(NOBODY_THERE),
    perform: (server) =>
      server.post('/v1/checkouts', { ...order(server), expiresAt: '2026-04-01T05:30:00.000Z' }, { key: 'k' }),
    moves: {},
  },
  {
    name: 'a payment is made',
    before: (server) => opened(server),
    perform: (server, scene, { samples }) => pay(server, scene, samples.virtual_account, 'k'),
    // Nobody pays it: in the end it is canceled, by us or by a provider that calls every end so.
    moves: { create: 1, cancel: 1 },
  },
  {
    name: 'another way to pay is chosen',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    perform: (server, scene, { samples }) => pay(server, scene, samples.qr, 'k'),
    moves: { create: 2, cancel: 2 },
  },
  {
    name: 'the customer pays and the provider tells of it',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    async perform(server, { paymentId }, _subject, again) {
      if (!again) await payThere(server, paymentId);
      await server.advance(10_000);
      return NO_RESPONSE;
    },
    moves: { create: 1, charge: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'succeeded'),
  },
  {
    name: 'the customer cancels',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    perform: (server, { paymentId, token }) =>
      server.post(`/v1/session/payments/${paymentId}/cancel`, {}, { bearer: token, key: 'k' }),
    moves: { create: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'canceled'),
  },
  {
    name: 'the shop cancels the checkout',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    perform: (server, { checkoutId }) => server.post(`/v1/checkouts/${checkoutId}/cancel`, {}, { key: 'k' }),
    moves: { create: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'canceled'),
  },
  {
    name: 'the time is over',
    async before(server, { samples }) {
      const scene = await begun(server, samples.virtual_account);
      await server.advance(CHECKOUT_LIFE - 60_000);
      return scene;
    },
    async perform(server) {
      await server.advance(120_000);
      return NO_RESPONSE;
    },
    moves: { create: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'expired'),
  },
  {
    name: 'money is returned',
    needs: 'refundable',
    before: (server, { refundable }) => paid(server, refundable),
    perform: (server, { paymentId }) =>
      server.post(`/v1/payments/${paymentId}/refunds`, { amount: 40_000 }, { key: 'k' }),
    moves: { create: 1, charge: 1, refund: 1 },
  },
  {
    name: 'held money is taken',
    needs: 'holdable',
    before: (server, { holdable }) => paid(server, holdable, { capture: 'manual' }),
    perform: (server, { paymentId }) =>
      server.post(`/v1/payments/${paymentId}/capture`, { amount: 100_000 }, { key: 'k' }),
    moves: { create: 2, charge: 1, authorize: 1, capture: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'succeeded'),
  },
  {
    name: 'held money is let go',
    needs: 'holdable',
    before: (server, { holdable }) => paid(server, holdable, { capture: 'manual' }),
    perform: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/cancel`, {}, { key: 'k' }),
    moves: { create: 2, authorize: 1, void: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'canceled'),
  },
  {
    name: 'a saved method is charged',
    needs: 'savable',
    before: (server, { savable }) =>
      paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' }),
    async perform(server) {
      const [method] = await server.domain.store.savedMethodsOf('cust-1');
      assert.ok(method);
      const { id: savedMethod } = method;
      return server.post(
        '/v1/charges',
        { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod },
        { key: 'k' },
      );
    },
    moves: { create: 2, charge: 2, token: 1 },
    // A charge of which nobody knows whether it was made waits for a word of the provider, or of a person.
    async after(server) {
      const [payment] = (await server.domain.store.listPayments({ status: 'unknown' }, { limit: 1 })).data;
      if (payment === undefined) return;
      const providerStatus = await server.post(`/v1/payments/${payment.id}/cancel`, {
        reason: 'seen in the dashboard',
      });
      assert.equal(read(providerStatus)['status'], 'canceled');
    },
  },
  {
    name: 'a saved method is removed',
    needs: 'savable',
    before: (server, { savable }) =>
      paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' }),
    async perform(server) {
      const [method] = await server.domain.store.savedMethodsOf('cust-1');
      if (method !== undefined) await server.delete(`/v1/saved-methods/${method.id}`);
      return NO_RESPONSE;
    },
    moves: { create: 1, charge: 1, token: 1, token_removed: 1 },
    after: async (server) => assert.deepEqual(await server.domain.store.savedMethodsOf('cust-1'), []),
  },
  {
    name: 'money is paid out',
    needs: 'payouts',
    environment: PAYOUT_KEYS,
    before: () => Promise.resolve(NOBODY_THERE),
    perform: (server, _scene, subject) => payOut(server, subject),
    moves: { payout: 1 },
  },
  {
    name: 'a payout is approved',
    needs: 'payouts',
    environment: { ...PAYOUT_KEYS, KASIR_PAYOUT_APPROVAL: 'true' },
    async before(server, subject) {
      return { ...NOBODY_THERE, paymentId: read(await payOut(server, subject))['id'] ?? '' };
    },
    perform: (server, { paymentId: id }) =>
      server.post(`/v1/payouts/${id}/approve`, {}, { bearer: OTHER_PAYOUT_KEY, key: 'k' }),
    moves: { payout: 1 },
  },
];

/** How the story has to end, however it was interrupted. */
export async function assertGoodEnd(server: CrashableServer, story: UseCase, scene: Scene): Promise<void> {
  await story.after?.(server, scene);
  await server.runDue();
  await assertNothingHangs(server);
  assertMoves(server, story);
  await assertLedgersAgree(server);
  await assertStorefrontWasTold(server);
}

/** I1: what was answered is there, under the id that was answered. */
export async function assertExists({ domain: { store } }: CrashableServer, providerStatus: HttpReply): Promise<void> {
  const id = read(providerStatus)['id'] ?? '';
  const found =
    (await store.findPayment(id)) ??
    (await store.findCheckout(id)) ??
    (await store.findRefund(id)) ??
    (await store.findPayout(id));
  assert.equal(found?.id, id);
}

/** I10: in the end everything is decided, and nothing is due. */
async function assertNothingHangs({ domain: { store }, clock, simulator }: CrashableServer): Promise<void> {
  const payments = (await store.listPayments({}, { limit: 100 })).data;
  for (const payment of payments) {
    assert.ok(isFinal(payment.status), `a payment is still ${payment.status}`);
    for (const refund of await store.refundsOf(payment.id)) {
      assert.ok(refund.status === 'succeeded' || refund.status === 'failed', `a refund is still ${refund.status}`);
    }
  }
  for (const { status, merchantReference } of (await store.listPayouts({}, { limit: 100 })).data) {
    const wasSent = simulator
      .ledger()
      .some((entry) => entry.kind === 'payout' && entry.reference === merchantReference);
    // Of an order that never arrived nobody can say that it will not: a person has to find out.
    assert.ok(status === 'succeeded' || status === 'failed' || !wasSent, `a payout that was sent is still ${status}`);
  }
  const nextJobAt = await store.nextJobAt();
  assert.ok(nextJobAt === undefined || nextJobAt > clock.now());
}

/** I3: nothing moved twice at the provider. */
function assertMoves({ simulator, subject }: CrashableServer, { moves }: UseCase): void {
  const counted = new Map<string, Set<string | number>>();
  for (const [index, { kind, reference }] of simulator.ledger().entries()) {
    // What a provider wants registered for every movement of a payment is nothing new to pay.
    const payment = kind === 'create' ? subject.paymentReference?.(reference) : undefined;
    counted.set(kind, (counted.get(kind) ?? new Set()).add(payment ?? index));
  }
  for (const [kind, { size }] of counted)
    assert.ok(size <= (moves[kind] ?? 0), `${size} times ${kind} at the provider`);
}

/** I8: every event at least once, the same bytes each time, in order; and each thing that ends has ended once. */
async function assertStorefrontWasTold({ domain: { store }, received }: CrashableServer): Promise<void> {
  const events = (await store.listEvents({ limit: 100 })).data;
  for (const { id, body } of received) {
    assert.equal(events.find((event) => event.id === id)?.body, body, 'an event that was never kept, or another body');
  }
  const firsts = [...new Set(received.map(({ id }) => id))];
  const byStream = new Map(events.map((event) => [event.id, event.stream]));
  for (const stream of new Set(events.map((event) => event.stream))) {
    assert.deepEqual(
      firsts.filter((id) => byStream.get(id) === stream),
      events.filter((event) => event.stream === stream).map(({ id }) => id),
    );
  }
  const endings = events
    .filter(({ type }) => type !== 'payment.requires_action')
    .map(({ type, stream, body }) => [type, stream, paymentIdIn(body)].join(' '));
  assert.equal(new Set(endings).size, endings.length, `told twice: ${endings.join(', ')}`);
}

const paymentIdIn = (body: string): string =>
  (JSON.parse(body) as { data: { payment?: { id: string } } }).data.payment?.id ?? '';
