import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFinal } from '../../shared/payment-status.ts';
import { expireCheckout } from '../../server/payments/checkout/expire-checkout.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { assertLedgersAgree } from '../support/assert-ledgers-agree.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import type { Sample } from '../support/stage.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';
import { HOUR, MINUTE } from '../support/durations.ts';

/* Everything that can be done to a checkout, done by several clients at the same time, over HTTP. */

const CHECKOUT_TTL_MS = 30 * MINUTE;

interface OpenCheckout {
  readonly server: CrashableServer;
  readonly checkoutId: string;
  readonly token: string;
  pay(choice: object, key: string): Promise<HttpReply>;
  /** The customer pays this payment at the provider. */
  payAtProvider(paymentId: string): Promise<void>;
}

async function open(server: CrashableServer, over: object = {}): Promise<OpenCheckout> {
  const reply = await server.post('/v1/checkouts', {
    reference: 'order-1',
    amount: 150_000,
    currency: 'IDR',
    returnUrl: `${ORIGIN}/done`,
    expiresAt: new Date(server.clock.now() + CHECKOUT_TTL_MS).toISOString(),
    customer: { reference: 'cust-1', name: 'Siti Aminah', phone: '081210002000' },
    ...over,
  });
  const { id = '', clientToken: token = '' } = read(reply);
  return {
    server,
    checkoutId: id,
    token,
    pay: (choice, key) => server.post('/v1/session/payments', choice, { bearer: token, key }),
    async payAtProvider(paymentId) {
      const { merchantReference } = (await server.domain.store.findPayment(paymentId)) ?? {};
      const found = server.simulator.payments().find((payment) => payment.reference === merchantReference);
      await server.simulator.perform(found?.id ?? '', 'pay');
    },
  };
}

async function paid(server: CrashableServer, sample: Sample | undefined, over: object = {}): Promise<string> {
  const checkout = await open(server, over);
  const { id = '' } = read(await checkout.pay(sample ?? {}, 'paid'));
  await checkout.payAtProvider(id);
  await server.advance(60_000);
  return id;
}

const read = (reply: HttpReply): Record<string, string> => JSON.parse(reply.text) as Record<string, string>;
const statuses = (replies: readonly HttpReply[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b);
const countMovements = ({ simulator }: CrashableServer, kind: string): number =>
  simulator.ledger().filter((entry) => entry.kind === kind).length;
const paymentsOf = async ({ server, checkoutId }: OpenCheckout) => server.domain.store.paymentsOf(checkoutId);

async function countEvents(server: CrashableServer, type: string): Promise<number> {
  const { data } = await server.domain.store.listEvents({ limit: 100 });
  return data.filter((event) => event.type === type).length;
}

type Run = (server: CrashableServer, subject: Subject) => Promise<void>;

for (const subject of SUBJECTS) {
  const test = (name: string, run: Run, needs?: 'refundable' | 'holdable' | 'savable'): void => {
    const missing = needs !== undefined && subject[needs] === undefined;
    it(name, { skip: missing ? `${subject.id} offers no ${needs} channel` : false }, async () => {
      const server = await openCrashableServer(subject);
      try {
        await run(server, subject);
        await assertLedgersAgree(server);
      } finally {
        await server.close();
      }
    });
  };

  describe(`${subject.id}: concurrent requests`, () => {
    test('the same channel eight times under eight keys: one payment', async (server, { samples }) => {
      const checkout = await open(server);
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, index) => checkout.pay(samples.virtual_account, `k${index}`)),
      );
      assert.deepEqual(new Set(statuses(replies)), new Set([201]));
      assert.equal(new Set(replies.map((reply) => read(reply)['id'])).size, 1);
      assert.equal(countMovements(server, 'create'), 1);
    });

    test('two channels in turn: one payment stays open, and paying it pays the checkout once', async (server, {
      samples,
    }) => {
      const checkout = await open(server);
      const choices = [samples.virtual_account, samples.qr, samples.virtual_account, samples.qr];
      const replies = await Promise.all(choices.map((choice, index) => checkout.pay(choice, `k${index}`)));
      assert.deepEqual(new Set(statuses(replies)), new Set([201]));
      const openPayments = (await paymentsOf(checkout)).filter(({ status }) => !isFinal(status));
      assert.equal(openPayments.length, 1);
      await checkout.payAtProvider(openPayments[0]?.id ?? '');
      await server.advance(60_000);
      assert.equal((await server.domain.store.findCheckout(checkout.checkoutId))?.status, 'paid');
      assert.equal(await countEvents(server, 'checkout.paid'), 1);
    });

    for (const [first, second, third] of [
      ['pay', 'cancel', 'switch channel'],
      ['cancel', 'switch channel', 'pay'],
      ['switch channel', 'pay', 'cancel'],
      ['expire', 'pay', 'switch channel'],
      ['expire', 'cancel', 'switch channel'],
    ] as const) {
      test(`${first}, ${second} and ${third}: the checkout ends once, and the payments agree`, async (server, {
        samples,
      }) => {
        const checkout = await open(server);
        const { id = '' } = read(await checkout.pay(samples.virtual_account, 'first'));
        if (first === 'expire') server.clock.set(server.clock.now() + CHECKOUT_TTL_MS);
        const actions: Record<string, () => Promise<unknown>> = {
          pay: () => checkout.payAtProvider(id).then(() => server.runDue()),
          cancel: () => server.post(`/v1/checkouts/${checkout.checkoutId}/cancel`, {}),
          'switch channel': () => checkout.pay(samples.qr, 'second'),
          expire: () => expireCheckout(server.domain, checkout.checkoutId),
        };
        await Promise.all([first, second, third].map(async (name) => actions[name]?.()));
        await server.advance(26 * HOUR + CHECKOUT_TTL_MS);

        const stored = await server.domain.store.findCheckout(checkout.checkoutId);
        const payments = await paymentsOf(checkout);
        const succeeded = payments.filter(({ status }) => status === 'succeeded');
        assert.ok(payments.every(({ status }) => isFinal(status)));
        assert.ok(succeeded.length <= 1);
        assert.equal(stored?.status === 'paid', succeeded.length === 1);
        // Every charge at the provider either paid the checkout or is under review.
        const charged = countMovements(server, 'charge');
        const accountedFor = payments.filter(
          ({ status, review }) => status === 'succeeded' || review !== undefined,
        ).length;
        assert.equal(accountedFor, charged, JSON.stringify(payments.map(({ status, review }) => [status, review])));
        const finalEvents = ['checkout.paid', 'checkout.canceled', 'checkout.expired'];
        const counts = await Promise.all(finalEvents.map((type) => countEvents(server, type)));
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          1,
          'a checkout ends once',
        );
      });
    }

    test(
      'two refunds of more than half: one succeeds, the other is rejected',
      async (server, { refundable }) => {
        const id = await paid(server, refundable);
        const replies = await Promise.all(
          ['a', 'b'].map((key) => server.post(`/v1/payments/${id}/refunds`, { amount: 100_000 }, { key })),
        );
        assert.deepEqual(statuses(replies), [201, 400]);
        await server.advance(60_000);
        assert.equal((await server.domain.store.findPayment(id))?.refundedAmount, 100_000);
        assert.equal(countMovements(server, 'refund'), 1);
      },
      'refundable',
    );

    test(
      'two captures: captured once, and both are answered with the captured payment',
      async (server, { holdable }) => {
        const id = await paid(server, holdable, { capture: 'manual' });
        const replies = await Promise.all(
          ['a', 'b'].map((key) => server.post(`/v1/payments/${id}/capture`, {}, { key })),
        );
        assert.deepEqual(statuses(replies), [200, 200]);
        assert.deepEqual(
          replies.map((reply) => read(reply)['status']),
          ['succeeded', 'succeeded'],
        );
        assert.equal(countMovements(server, 'capture'), 1);
      },
      'holdable',
    );

    test(
      'a capture of a payment that was charged at once is rejected',
      async (server, { refundable }) => {
        const id = await paid(server, refundable);
        const reply = await server.post(`/v1/payments/${id}/capture`, {}, { key: 'a' });
        assert.deepEqual([reply.status, read(reply)['code']], [409, 'state_conflict']);
      },
      'refundable',
    );

    test(
      'a capture and a void: one succeeds, the other is rejected',
      async (server, { holdable }) => {
        const id = await paid(server, holdable, { capture: 'manual' });
        const replies = await Promise.all([
          server.post(`/v1/payments/${id}/capture`, {}, { key: 'a' }),
          server.post(`/v1/payments/${id}/cancel`, {}, { key: 'b' }),
        ]);
        await server.advance(60_000);
        assert.deepEqual(statuses(replies), [200, 409], JSON.stringify(replies));
        const status = (await server.domain.store.findPayment(id))?.status;
        assert.equal(status, countMovements(server, 'void') === 1 ? 'canceled' : 'succeeded');
      },
      'holdable',
    );

    test(
      'two charges for one reference: one succeeds, the other conflicts',
      async (server, { savable }) => {
        await paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' });
        const savedMethod = (await server.domain.store.savedMethodsOf('cust-1'))[0]?.id;
        const before = countMovements(server, 'create');
        const order = { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod };
        const replies = await Promise.all(['a', 'b'].map((key) => server.post('/v1/charges', order, { key })));
        assert.deepEqual(statuses(replies), [201, 409]);
        assert.equal(countMovements(server, 'create') - before, 1);
      },
      'savable',
    );

    test(
      'a charge during two removals of the saved method: charged or rejected, and removed once',
      async (server, { savable }) => {
        await paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' });
        const savedMethod = (await server.domain.store.savedMethodsOf('cust-1'))[0]?.id;
        const order = { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod };
        const [charge, ...removals] = await Promise.all([
          server.post('/v1/charges', order, { key: 'a' }),
          server.delete(`/v1/saved-methods/${savedMethod}`),
          server.delete(`/v1/saved-methods/${savedMethod}`),
        ]);
        assert.ok([201, 400, 402].includes(charge?.status ?? 0), charge?.text);
        assert.ok(removals.some(({ status }) => status === 200));
        assert.ok(removals.every(({ status }) => status === 200 || status === 404));
        await server.advance(60_000);
        assert.deepEqual(await server.domain.store.savedMethodsOf('cust-1'), []);
        assert.equal(await countEvents(server, 'saved_method.removed'), 1);
        // Not every provider can delete a token.
        assert.ok(countMovements(server, 'token_removed') <= 1);
      },
      'savable',
    );
  });
}
