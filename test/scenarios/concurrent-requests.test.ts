import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFinal } from '../../shared/payment-status.ts';
import { expireCheckout } from '../../server/payments/checkout/expire-checkout.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { assertLedgersAgree } from '../support/assert-ledgers-agree.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import { SUBJECTS, type Sample, type Subject } from '../support/subjects.ts';

/* Everything that somebody may do to a checkout, done by several at the same moment, over HTTP. */

const LIFE = 30 * 60_000;

interface Scene {
  readonly server: CrashableServer;
  readonly checkoutId: string;
  readonly token: string;
  pay(choice: object, key: string): Promise<HttpReply>;
  /** Pays at the provider what this payment is there. */
  payThere(paymentId: string): Promise<void>;
}

async function open(server: CrashableServer, over: object = {}): Promise<Scene> {
  const said = await server.post('/v1/checkouts', {
    reference: 'order-1',
    amount: 150_000,
    currency: 'IDR',
    returnUrl: `${ORIGIN}/done`,
    expiresAt: new Date(server.clock.now() + LIFE).toISOString(),
    customer: { reference: 'cust-1', name: 'Siti Aminah', phone: '081210002000' },
    ...over,
  });
  const { id = '', clientToken: token = '' } = read(said);
  return {
    server,
    checkoutId: id,
    token,
    pay: (choice, key) => server.post('/v1/session/payments', choice, { bearer: token, key }),
    async payThere(paymentId) {
      const { merchantReference } = (await server.domain.store.findPayment(paymentId)) ?? {};
      const there = server.simulator.payments().find((payment) => payment.reference === merchantReference);
      await server.simulator.perform(there?.id ?? '', 'pay');
    },
  };
}

async function paid(server: CrashableServer, sample: Sample | undefined, over: object = {}): Promise<string> {
  const scene = await open(server, over);
  const { id = '' } = read(await scene.pay(sample ?? {}, 'paid'));
  await scene.payThere(id);
  await server.advance(60_000);
  return id;
}

const read = (said: HttpReply): Record<string, string> => JSON.parse(said.text) as Record<string, string>;
const statuses = (replies: readonly HttpReply[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b);
const moves = ({ simulator }: CrashableServer, kind: string): number =>
  simulator.ledger().filter((entry) => entry.kind === kind).length;
const paymentsOf = async ({ server, checkoutId }: Scene) => server.domain.store.paymentsOf(checkoutId);

async function told(server: CrashableServer, type: string): Promise<number> {
  const { data } = await server.domain.store.listEvents({ limit: 100 });
  return data.filter((event) => event.type === type).length;
}

type Run = (server: CrashableServer, subject: Subject) => Promise<void>;

for (const subject of SUBJECTS) {
  const at = (name: string, run: Run, needs?: 'refundable' | 'holdable' | 'savable'): void => {
    const missing = needs !== undefined && subject[needs] === undefined;
    it(name, { skip: missing ? `${subject.id} sells nothing that is ${needs}` : false }, async () => {
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
    at('the same channel eight times under eight keys: one payment', async (server, { samples }) => {
      const scene = await open(server);
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, index) => scene.pay(samples.virtual_account, `k${index}`)),
      );
      assert.deepEqual(new Set(statuses(replies)), new Set([201]));
      assert.equal(new Set(replies.map((reply) => read(reply)['id'])).size, 1);
      assert.equal(moves(server, 'create'), 1);
    });

    at(
      'two channels in turn: one payment stays open, and paying it pays the checkout once',
      async (server, { samples }) => {
        const scene = await open(server);
        const choices = [samples.virtual_account, samples.qr, samples.virtual_account, samples.qr];
        const replies = await Promise.all(choices.map((choice, index) => scene.pay(choice, `k${index}`)));
        assert.deepEqual(new Set(statuses(replies)), new Set([201]));
        const open_ = (await paymentsOf(scene)).filter(({ status }) => !isFinal(status));
        assert.equal(open_.length, 1);
        await scene.payThere(open_[0]?.id ?? '');
        await server.advance(60_000);
        assert.equal((await server.domain.store.findCheckout(scene.checkoutId))?.status, 'paid');
        assert.equal(await told(server, 'checkout.paid'), 1);
      },
    );

    for (const [first, second, third] of [
      ['pays', 'cancels', 'chooses'],
      ['cancels', 'chooses', 'pays'],
      ['chooses', 'pays', 'cancels'],
      ['time ends', 'pays', 'chooses'],
      ['time ends', 'cancels', 'chooses'],
    ] as const) {
      at(`one ${first}, one ${second}, one ${third}: one story in the end`, async (server, { samples }) => {
        const scene = await open(server);
        const { id = '' } = read(await scene.pay(samples.virtual_account, 'begun'));
        const ends = [first, second, third].includes('time ends');
        if (ends) server.clock.set(server.clock.now() + LIFE);
        const acts: Record<string, () => Promise<unknown>> = {
          pays: () => scene.payThere(id).then(() => server.runDue()),
          cancels: () => server.post(`/v1/checkouts/${scene.checkoutId}/cancel`, {}),
          chooses: () => scene.pay(samples.qr, 'other'),
          'time ends': () => expireCheckout(server.domain, scene.checkoutId),
        };
        await Promise.all([first, second, third].map(async (name) => acts[name]?.()));
        await server.advance(26 * 3_600_000 + LIFE);

        const checkout = await server.domain.store.findCheckout(scene.checkoutId);
        const payments = await paymentsOf(scene);
        const succeeded = payments.filter(({ status }) => status === 'succeeded');
        assert.ok(payments.every(({ status }) => isFinal(status)));
        assert.ok(succeeded.length <= 1);
        assert.equal(checkout?.status === 'paid', succeeded.length === 1);
        // Money that came is either what paid it, or flagged.
        const charged = moves(server, 'charge');
        const known = payments.filter(({ status, review }) => status === 'succeeded' || review !== undefined).length;
        assert.equal(known, charged, JSON.stringify(payments.map(({ status, review }) => [status, review])));
        const endings = ['checkout.paid', 'checkout.canceled', 'checkout.expired'];
        const counts = await Promise.all(endings.map((type) => told(server, type)));
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          1,
          'a checkout ends once',
        );
      });
    }

    at(
      'two refunds of more than half: one succeeds, the other is rejected',
      async (server, { refundable }) => {
        const id = await paid(server, refundable);
        const replies = await Promise.all(
          ['a', 'b'].map((key) => server.post(`/v1/payments/${id}/refunds`, { amount: 100_000 }, { key })),
        );
        assert.deepEqual(statuses(replies), [201, 400]);
        await server.advance(60_000);
        assert.equal((await server.domain.store.findPayment(id))?.refundedAmount, 100_000);
        assert.equal(moves(server, 'refund'), 1);
      },
      'refundable',
    );

    at(
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
        assert.equal(moves(server, 'capture'), 1);
      },
      'holdable',
    );

    at(
      'a capture of a payment that was charged at once is rejected',
      async (server, { refundable }) => {
        const id = await paid(server, refundable);
        const reply = await server.post(`/v1/payments/${id}/capture`, {}, { key: 'a' });
        assert.deepEqual([reply.status, read(reply)['code']], [409, 'state_conflict']);
      },
      'refundable',
    );

    at(
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
        assert.equal(status, moves(server, 'void') === 1 ? 'canceled' : 'succeeded');
      },
      'holdable',
    );

    at(
      'two charges for one reference: one succeeds, the other conflicts',
      async (server, { savable }) => {
        await paid(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' });
        const savedMethod = (await server.domain.store.savedMethodsOf('cust-1'))[0]?.id;
        const before = moves(server, 'create');
        const order = { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod };
        const replies = await Promise.all(['a', 'b'].map((key) => server.post('/v1/charges', order, { key })));
        assert.deepEqual(statuses(replies), [201, 409]);
        assert.equal(moves(server, 'create') - before, 1);
      },
      'savable',
    );

    at(
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
        assert.equal(await told(server, 'saved_method.removed'), 1);
        // Not every provider can be told to forget a token.
        assert.ok(moves(server, 'token_removed') <= 1);
      },
      'savable',
    );
  });
}
