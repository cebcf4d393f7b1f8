import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { RefundReport, ProviderRefunds } from '../../../../server/payments/ports/ports.ts';
import { applyRefundReports } from '../../../../server/payments/refund/apply-refund-evidence.ts';
import { applyProviderRefunds } from '../../../../server/payments/refund/apply-provider-refunds.ts';
import { commit } from '../../../../server/payments/core/unit-of-work.ts';
import { refund } from '../../store/samples.ts';
import { twoProviders } from '../payment/two-providers.ts';

/** A paid payment with a refund of Rp50.000 of ours whose outcome nobody knows. */
async function refunding(t: TestContext) {
  const { domain, pay, store, clock } = await twoProviders(t);
  const { id } = await pay();
  const received = [{ transactionId: 'tx-1', amount: 150_000, at: clock.now() }];
  await store.transact(async (tx) => {
    await tx.updatePayment(id, { status: 'succeeded', received });
    await tx.insertRefund(refund({ paymentId: id, providerReferences: {}, status: 'unknown' }));
  });
  return {
    hear: (returns: ProviderRefunds) => commit(domain, (unitOfWork) => applyProviderRefunds(unitOfWork, id, returns)),
    become: (outcome: 'succeeded' | 'failed') =>
      applyRefundReports(
        domain,
        'rf_1',
        [{ subject: 'refund', outcome, providerReferences: {}, providerStatus: outcome }],
        'inquiry',
      ),
    refunded: async () => (await store.findPayment(id))?.refundedAmount,
    booked: async () => (await store.refundsOf(id)).filter(({ origin }) => origin === 'provider').length,
    events: async () =>
      (await store.listEvents({ limit: 100 })).data.filter(({ type }) => type === 'payment.refunded').length,
  };
}

test('what the provider says went back counts also while one of ours explains it, and once (F1)', async (t) => {
  const { hear, become, refunded, booked, events } = await refunding(t);
  await hear({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 0]);
  await become('succeeded');
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 1]);
  await hear({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 1]);
});

test('a stale total lowers nothing (F1)', async (t) => {
  const { hear, become, refunded, booked } = await refunding(t);
  await hear({ total: 50_000 });
  await hear({ total: 0 });
  await hear({ total: 20_000 });
  assert.deepEqual([await refunded(), await booked()], [50_000, 0]);
  await become('succeeded');
  await hear({ total: 0 });
  assert.equal(await refunded(), 50_000);
});

test('it falls where the refund that explained it is found failed, and what went back is booked by the next answer (F1)', async (t) => {
  const { hear, become, refunded, booked, events } = await refunding(t);
  await hear({ total: 50_000 });
  await become('failed');
  assert.deepEqual([await refunded(), await booked()], [0, 0]);
  await hear({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 1, 1]);
});

test('refunds that the provider names count together, also one without our reference (F1)', async (t) => {
  const { hear, become, refunded, booked } = await refunding(t);
  const named = (name: string, amount: number): RefundReport => ({
    subject: 'refund',
    outcome: 'succeeded',
    providerReferences: { refund: name },
    money: { amount, currency: 'IDR' },
    providerStatus: 'SUCCEEDED',
  });
  await hear({ refunds: [named('A', 50_000), named('B', 30_000)] });
  assert.deepEqual([await refunded(), await booked()], [80_000, 1]);
  await become('succeeded');
  assert.equal(await refunded(), 80_000);
});

test('more than was ever received is no amount that went back', async (t) => {
  const { hear, refunded } = await refunding(t);
  await hear({ total: 500_000 });
  assert.equal(await refunded(), 0);
});
