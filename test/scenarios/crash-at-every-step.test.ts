import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFinal } from '../../shared/payment-status.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { assertBooksAgree } from '../support/ledger.ts';
import { NOBODY, openMortalServer, type MortalServer, type Said } from '../support/mortal-server.ts';
import { SUBJECTS, type Sample, type Subject } from '../support/subjects.ts';

/*
 * Every story is told once for each moment in it: the server dies before its first write or call, before its second, and
 * so on; starts again on the same file; is asked for the same again, under the same key; and time goes on. Whatever the
 * moment: one answer, one effect at the provider, one event of each kind at the storefront, and nothing left hanging.
 */

const HOUR = 3_600_000;

interface Scene {
  readonly checkoutId: string;
  readonly token: string;
  readonly paymentId: string;
}

interface Story {
  readonly name: string;
  readonly needs?: 'savable' | 'refundable' | 'holdable';
  /** What has happened before, in peace. */
  before(server: MortalServer, subject: Subject): Promise<Scene>;
  /** What the server dies in; `again` after the restart. */
  act(server: MortalServer, scene: Scene, subject: Subject, again: boolean): Promise<Said>;
  /** Effective movements at the provider that the story may cause; whatever else is too many. */
  readonly moves: Readonly<Partial<Record<string, number>>>;
  /** At the end of it all. */
  after?(server: MortalServer, scene: Scene): Promise<void>;
}

/** Short, so that waiting for the end takes few inquiries. */
const CHECKOUT_LIFE = 30 * 60_000;

const order = (server: MortalServer, over: object = {}) => ({
  expiresAt: new Date(server.clock.now() + CHECKOUT_LIFE).toISOString(),
  reference: 'order-1',
  amount: 150_000,
  currency: 'IDR',
  returnUrl: `${ORIGIN}/done`,
  customer: { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' },
  ...over,
});

const read = (said: Said): Record<string, string> => JSON.parse(said.text) as Record<string, string>;

async function opened(server: MortalServer, over: object = {}): Promise<Scene> {
  const said = read(await server.post('/v1/checkouts', order(server, over)));
  return { checkoutId: said['id'] ?? '', token: said['clientToken'] ?? '', paymentId: '' };
}

const pay = (server: MortalServer, { token }: Scene, choice: object, key: string): Promise<Said> =>
  server.post('/v1/session/payments', choice, { bearer: token, key });

async function begun(server: MortalServer, choice: Sample | undefined, over: object = {}): Promise<Scene> {
  const scene = await opened(server, over);
  const said = read(await pay(server, scene, choice ?? {}, 'begun'));
  return { ...scene, paymentId: said['id'] ?? '' };
}

/** The customer pays at the provider. */
async function payThere(server: MortalServer, paymentId: string): Promise<void> {
  const payment = await server.domain.store.findPayment(paymentId);
  const there = server.simulator.payments().find(({ reference }) => reference === payment?.reference);
  if (there !== undefined) await server.simulator.act(there.id, 'pay');
}

async function paid(server: MortalServer, choice: Sample | undefined, over: object = {}): Promise<Scene> {
  const scene = await begun(server, choice, over);
  await payThere(server, scene.paymentId);
  await server.advance(60_000);
  return scene;
}

async function statusOf(server: MortalServer, { paymentId }: Scene): Promise<string | undefined> {
  return (await server.domain.store.findPayment(paymentId))?.status;
}

const STORIES: readonly Story[] = [
  {
    name: 'a checkout is opened',
    before: () => Promise.resolve({ checkoutId: '', token: '', paymentId: '' }),
    act: (server) =>
      server.post('/v1/checkouts', { ...order(server), expiresAt: '2026-04-01T05:30:00.000Z' }, { key: 'k' }),
    moves: {},
  },
  {
    name: 'a payment is made',
    before: (server) => opened(server),
    act: (server, scene, { samples }) => pay(server, scene, samples.virtual_account, 'k'),
    moves: { create: 1 },
  },
  {
    name: 'another way to pay is chosen',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    act: (server, scene, { samples }) => pay(server, scene, samples.qr, 'k'),
    moves: { create: 2, cancel: 2 },
  },
  {
    name: 'the customer pays and the provider tells of it',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    async act(server, { paymentId }, _subject, again) {
      if (!again) await payThere(server, paymentId);
      await server.advance(10_000);
      return NOBODY;
    },
    moves: { create: 1, charge: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'succeeded'),
  },
  {
    name: 'the customer cancels',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    act: (server, { paymentId, token }) =>
      server.post(`/v1/session/payments/${paymentId}/cancel`, {}, { bearer: token, key: 'k' }),
    moves: { create: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'canceled'),
  },
  {
    name: 'the shop cancels the checkout',
    before: (server, { samples }) => begun(server, samples.virtual_account),
    act: (server, { checkoutId }) => server.post(`/v1/checkouts/${checkoutId}/cancel`, {}, { key: 'k' }),
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
    async act(server) {
      await server.advance(120_000);
      return NOBODY;
    },
    moves: { create: 1, cancel: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'expired'),
  },
  {
    name: 'money is returned',
    needs: 'refundable',
    before: (server, { refundable }) => paid(server, refundable),
    act: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/refunds`, { amount: 40_000 }, { key: 'k' }),
    moves: { create: 1, charge: 1, refund: 1 },
  },
  {
    name: 'held money is taken',
    needs: 'holdable',
    before: (server, { holdable }) => paid(server, holdable, { capture: 'manual' }),
    act: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/capture`, { amount: 100_000 }, { key: 'k' }),
    moves: { create: 2, charge: 1, authorize: 1, capture: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'succeeded'),
  },
  {
    name: 'held money is let go',
    needs: 'holdable',
    before: (server, { holdable }) => paid(server, holdable, { capture: 'manual' }),
    act: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/cancel`, {}, { key: 'k' }),
    moves: { create: 2, authorize: 1, void: 1 },
    after: async (server, scene) => assert.equal(await statusOf(server, scene), 'canceled'),
  },
  {
    name: 'a saved method is charged',
    needs: 'savable',
    before: (server, { savable }) =>
      paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' }),
    async act(server) {
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
      const said = await server.post(`/v1/payments/${payment.id}/cancel`, { reason: 'seen in the dashboard' });
      assert.equal(read(said)['status'], 'canceled');
    },
  },
  {
    name: 'a saved method is removed',
    needs: 'savable',
    before: (server, { savable }) =>
      paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' }),
    async act(server) {
      const [method] = await server.domain.store.savedMethodsOf('cust-1');
      if (method !== undefined) await server.remove(`/v1/saved-methods/${method.id}`);
      return NOBODY;
    },
    moves: { create: 1, charge: 1, token: 1, token_removed: 1 },
    after: async (server) => assert.deepEqual(await server.domain.store.savedMethodsOf('cust-1'), []),
  },
];

for (const subject of SUBJECTS) {
  describe(`${subject.id}: the server dies at every step`, () => {
    for (const story of STORIES) {
      const missing = story.needs !== undefined && subject[story.needs] === undefined;
      it(story.name, { skip: missing ? `${subject.id} sells nothing that is ${story.needs}` : false }, async (t) => {
        let step = 1;
        while (!(await survives(story, subject, step))) step += 1;
        t.diagnostic(`${step - 1} moments`);
        assert.ok(step > 1, 'the server never died');
      });
    }
  });
}

/** Tells the story once. Whether the server lived through it. */
async function survives(story: Story, subject: Subject, step: number): Promise<boolean> {
  const server = await openMortalServer(subject);
  try {
    const scene = await story.before(server, subject);
    server.dieBefore(step);
    const first = await story.act(server, scene, subject, false);
    const survived = !server.dead;
    await server.restart();
    const second = await story.act(server, scene, subject, true);
    if (first !== NOBODY) assert.deepEqual(second, first, 'what was answered before the end is answered after it');
    if (second !== NOBODY) {
      assert.ok(second.status < 300, `${second.status} ${second.text}`);
      assert.deepEqual(await story.act(server, scene, subject, true), second);
      await assertExists(server, second);
    }
    await server.advance(30 * HOUR);
    await story.after?.(server, scene);
    await server.settle();
    await assertNothingHangs(server);
    assertMoves(server, story);
    await assertBooksAgree(server);
    await assertStorefrontWasTold(server);
    return survived;
  } catch (error) {
    throw new Error(`dying before step ${step}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    await server.close();
  }
}

/** I1: what was answered is there, under the id that was answered. */
async function assertExists({ domain: { store } }: MortalServer, said: Said): Promise<void> {
  const id = read(said)['id'] ?? '';
  const found = (await store.findPayment(id)) ?? (await store.findCheckout(id)) ?? (await store.findRefund(id));
  assert.equal(found?.id, id);
}

/** I10: in the end everything is decided, and nothing is due. */
async function assertNothingHangs({ domain: { store }, clock }: MortalServer): Promise<void> {
  const payments = (await store.listPayments({}, { limit: 100 })).data;
  for (const payment of payments) {
    assert.ok(isFinal(payment.status), `a payment is still ${payment.status}`);
    for (const refund of await store.refundsOf(payment.id)) {
      assert.ok(refund.status === 'succeeded' || refund.status === 'failed', `a refund is still ${refund.status}`);
    }
  }
  const nextJobAt = await store.nextJobAt();
  assert.ok(nextJobAt === undefined || nextJobAt > clock.now());
}

/** I3: nothing moved twice at the provider. */
function assertMoves({ simulator, subject }: MortalServer, { moves }: Story): void {
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
async function assertStorefrontWasTold({ domain: { store }, received }: MortalServer): Promise<void> {
  const events = (await store.listEvents({ limit: 100 })).data;
  for (const { id, body } of received) {
    assert.equal(events.find((event) => event.id === id)?.body, body, 'an event that was never kept, or another body');
  }
  const firsts = [...new Set(received.map(({ id }) => id))];
  const byCheckout = new Map(events.map((event) => [event.id, event.checkoutId]));
  for (const checkoutId of new Set(events.map((event) => event.checkoutId))) {
    assert.deepEqual(
      firsts.filter((id) => byCheckout.get(id) === checkoutId),
      events.filter((event) => event.checkoutId === checkoutId).map(({ id }) => id),
    );
  }
  const endings = events
    .filter(({ type }) => type !== 'payment.requires_action')
    .map(({ type, checkoutId, body }) => [type, checkoutId, paymentIdIn(body)].join(' '));
  assert.equal(new Set(endings).size, endings.length, `told twice: ${endings.join(', ')}`);
}

const paymentIdIn = (body: string): string =>
  (JSON.parse(body) as { data: { payment?: { id: string } } }).data.payment?.id ?? '';
