import assert from 'node:assert/strict';
import { test } from 'node:test';
import { A_PAYOUT_ORDER } from '../support/a-payout-order.ts';
import { merchantReferenceOf } from '../../server/payments/ports/reference.ts';
import type { LedgerEntry } from '../../server/providers/simulation/simulator.ts';
import { LIVE_KEYS } from '../support/live/server-environment.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { INSTANCES, openCluster, SECOND_PAYOUT_KEY, type Answer, type Call, type Cluster } from './cluster.ts';
import { figures, quantile } from './figures.ts';
import { inParallel } from './in-parallel.ts';
import { payAtProvider } from './pay-at-provider.ts';
import { until } from './until.ts';

const KEYS = 40;
const AT_ONCE = 8;
const ROUNDS = 20;
/** Few, because the provider that refunds and captures limits how often it is asked. */
const MONEY_ROUNDS = 5;
const ROUNDS_AT_ONCE = 4;
const DANA = { channel: 'ewallet_dana' } as const;

const movements = ({ world }: Cluster, kind: LedgerEntry['kind'], id: string): number =>
  world.ledger().filter((entry) => entry.kind === kind && entry.reference === merchantReferenceOf(id)).length;

const kinds = (answers: readonly Answer[]): readonly number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

/** The same request to all servers at the same moment. */
const everywhere = <T>(work: (server: number) => Promise<T>, count = INSTANCES): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index % INSTANCES)));

const order = (reference: string) => ({
  reference,
  amount: 150_000,
  currency: 'IDR',
  returnUrl: 'https://shop.example/thanks',
});

const rounds = Array.from({ length: ROUNDS }, (_, index) => index);
const moneyRounds = rounds.slice(0, MONEY_ROUNDS);

test('three servers on one PostgreSQL do everything once', { timeout: 900_000 }, async (t) => {
  const cluster = await openCluster({
    databaseUrl: await emptyDatabase(),
    environment: { KASIR_PAYOUT_APPROVAL: 'true' },
  });
  t.after(() => cluster.close());
  const { world, call } = cluster;
  const measured = figures();

  /** A payment that the customer has paid. */
  const paid = async (): Promise<string> => {
    const { token } = await cluster.checkout();
    const { id } = await cluster.pay(0, token, DANA);
    await payAtProvider(world, id);
    await until(async () => (await call(1, `/v1/payments/${id}`)).body['status'] === 'succeeded');
    return id;
  };

  await t.test('two refunds over the paid amount: one is made (M1)', async () => {
    const payments = await inParallel(moneyRounds, ROUNDS_AT_ONCE, paid);
    await inParallel(payments, ROUNDS_AT_ONCE, async (id) => {
      const answers = await everywhere((server) =>
        call(server, `/v1/payments/${id}/refunds`, { body: { amount: 100_000 }, key: `refund-${id}-${server}` }),
      );
      assert.deepEqual(kinds(answers), [201, 400, 400], answers.map(({ text }) => text).join());
      assert.equal(movements(cluster, 'refund', String(answers.find(({ status }) => status === 201)?.body['id'])), 1);
    });
    const refunds = world.ledger().filter(({ kind }) => kind === 'refund');
    assert.equal(refunds.length, MONEY_ROUNDS);
    measured.add(`${MONEY_ROUNDS} × three refunds of two thirds at once: refunds at the provider`, refunds.length);
  });

  await t.test('captures at the same moment take the money once (M6)', async () => {
    await inParallel(moneyRounds, ROUNDS_AT_ONCE, async () => {
      const { token } = await cluster.checkout({ capture: 'manual' });
      const { id } = await cluster.pay(1, token, { channel: 'card' });
      await payAtProvider(world, id);
      await until(async () => (await call(2, `/v1/payments/${id}`)).body['status'] === 'authorized');
      const answers = await everywhere((server) =>
        call(server, `/v1/payments/${id}/capture`, { body: { amount: 60_000 }, key: `capture-${id}-${server}` }),
      );
      assert.ok(
        answers.some(({ status }) => status === 200),
        answers.map(({ text }) => text).join(),
      );
      await until(async () => (await call(0, `/v1/payments/${id}`)).body['status'] === 'succeeded');
      const { body } = await call(1, `/v1/payments/${id}`);
      assert.deepEqual([body['capturedAmount'], body['review']], [60_000, undefined]);
      assert.equal(movements(cluster, 'capture', id), 1);
    });
    measured.add(`${MONEY_ROUNDS} × three captures at once: captures at the provider`, MONEY_ROUNDS);
  });

  await t.test(`${AT_ONCE} identical creates with one key are one object, and all get it (R6, M3, M9)`, async () => {
    const times: number[] = [];
    const keys = Array.from({ length: KEYS }, (_, index) => `race-${index}`);
    const race = async (path: string, request: Omit<Call, 'key'>, key: string): Promise<Answer['body']> => {
      const answers = await everywhere(async (server) => {
        const startedAt = performance.now();
        const answer = await call(server, path, { ...request, key });
        times.push(performance.now() - startedAt);
        return answer;
      }, AT_ONCE);
      // Each create of a checkout issues another client token, so that answers are equal only if one was given to all. On
      // a slow machine the first inquiry comes between two of them: the later ones are the payment as it is by then.
      const same = answers.map(({ body }) => JSON.stringify({ ...body, updatedAt: undefined }));
      assert.equal(new Set(same).size, 1, answers.map(({ text }) => text).join());
      assert.deepEqual(new Set(kinds(answers)), new Set([201]));
      return answers[0]?.body ?? {};
    };
    await inParallel(keys, ROUNDS_AT_ONCE, async (key) => {
      const checkout = await race('/v1/checkouts', { body: order(key) }, key);
      const payment = await race(
        '/v1/session/payments',
        { bearer: String(checkout['clientToken']), body: { channel: 'qris' } },
        key,
      );
      assert.equal(movements(cluster, 'create', String(payment['id'])), 1);
    });
    measured.add(`2 × ${KEYS} keys × ${AT_ONCE} identical creates: objects`, 2 * KEYS);
    measured.add('… time of one answer, median, ms', Math.round(quantile(times, 0.5)));
    measured.add('… time of one answer, 99 %, ms', Math.round(quantile(times, 0.99)));
  });

  await t.test('the same order on three servers is one checkout (M3′)', async () => {
    const answers = await inParallel(rounds, ROUNDS_AT_ONCE, (round) =>
      everywhere((server) =>
        call(server, '/v1/checkouts', { body: order(`same-${round}`), key: `same-${round}-${server}` }),
      ),
    );
    for (const each of answers) assert.deepEqual(kinds(each), [201, 409, 409], each.map(({ text }) => text).join());
    measured.add(`${ROUNDS} references on three servers at once: checkouts`, ROUNDS);
  });

  await t.test('different choices at the same moment leave one payment to be paid (M2)', async () => {
    const open = await inParallel(rounds, ROUNDS_AT_ONCE, async (round) => {
      const { id, token } = await cluster.checkout();
      const channels = ['qris', 'va_bca', 'va_bni'];
      await everywhere((server) =>
        call(server, '/v1/session/payments', {
          bearer: token,
          body: { channel: channels[server] },
          key: `choice-${round}-${server}`,
        }),
      );
      const { body } = await call(0, `/v1/payments?checkoutId=${id}`);
      const payments = body['data'] as readonly { readonly status: string }[];
      return payments.filter(({ status }) => status === 'requires_action').length;
    });
    assert.deepEqual(
      open,
      rounds.map(() => 1),
    );
    measured.add(`${ROUNDS} × three choices at once: payments that can be paid`, ROUNDS);
  });

  await t.test('two approvals send a payout once (M10)', async () => {
    await inParallel(rounds, ROUNDS_AT_ONCE, async (round) => {
      const payout = await call(round % INSTANCES, '/v1/payouts', {
        bearer: LIVE_KEYS.payout,
        key: `payout-${round}`,
        body: {
          reference: `seller-${round}`,
          ...A_PAYOUT_ORDER,
        },
      });
      assert.equal(payout.status, 201, payout.text);
      const id = String(payout.body['id']);
      const answers = await everywhere((server) =>
        call(server, `/v1/payouts/${id}/approve`, {
          bearer: SECOND_PAYOUT_KEY,
          key: `approve-${round}-${server}`,
          body: {},
        }),
      );
      assert.deepEqual(kinds(answers), [200, 200, 200], answers.map(({ text }) => text).join());
      assert.equal(movements(cluster, 'payout', id), 1);
    });
    measured.add(`${ROUNDS} × three approvals at once: payouts at the provider`, ROUNDS);
  });

  t.diagnostic(measured.table('Three servers, one PostgreSQL: everything once'));
});
