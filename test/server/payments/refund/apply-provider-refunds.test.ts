import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { RefundReport, ProviderRefunds } from '../../../../server/payments/ports/ports.ts';
import { applyRefundReports } from '../../../../server/payments/refund/apply-refund-evidence.ts';
import { applyProviderRefunds } from '../../../../server/payments/refund/apply-provider-refunds.ts';
import { commit } from '../../../../server/payments/core/unit-of-work.ts';
import { refund } from '../../store/samples.ts';
import { twoProviders } from '../payment/two-providers.ts';

/** A paid payment with a refund of Rp50.000 of ours whose outcome is unknown. */
async function refunding(t: TestContext) {
  const { domain, pay, store, clock } = await twoProviders(t);
  const { id } = await pay();
  const received = [{ transactionId: 'tx-1', amount: 150_000, at: clock.now() }];
  await store.transact(async (tx) => {
    await tx.updatePayment(id, { status: 'succeeded', received });
    await tx.insertRefund(refund({ paymentId: id, providerReferences: {}, status: 'unknown' }));
  }, 'new');
  return {
    report: (returns: ProviderRefunds) =>
      commit(domain, 'new', (unitOfWork) => applyProviderRefunds(unitOfWork, id, returns)),
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

test('a reported total counts once, also while a pending refund of ours explains it (F1)', async (t) => {
  const { report, become, refunded, booked, events } = await refunding(t);
  await report({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 0]);
  await become('succeeded');
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 1]);
  await report({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 0, 1]);
});

test('a stale total does not lower the refunded amount (F1)', async (t) => {
  const { report, become, refunded, booked } = await refunding(t);
  await report({ total: 50_000 });
  await report({ total: 0 });
  await report({ total: 20_000 });
  assert.deepEqual([await refunded(), await booked()], [50_000, 0]);
  await become('succeeded');
  await report({ total: 0 });
  assert.equal(await refunded(), 50_000);
});

test('it falls when the refund that explained it has failed, and the next answer books what was refunded (F1)', async (t) => {
  const { report, become, refunded, booked, events } = await refunding(t);
  await report({ total: 50_000 });
  await become('failed');
  assert.deepEqual([await refunded(), await booked()], [0, 0]);
  await report({ total: 50_000 });
  assert.deepEqual([await refunded(), await booked(), await events()], [50_000, 1, 1]);
});

const named = (name: string, amount: number): RefundReport => ({
  subject: 'refund',
  outcome: 'succeeded',
  providerReferences: { refund: name },
  money: { amount, currency: 'IDR' },
  providerStatus: 'SUCCEEDED',
});

test('refunds that the provider lists are added up, also one without our reference (F1)', async (t) => {
  const { report, become, refunded, booked } = await refunding(t);
  await report({ refunds: [named('A', 50_000), named('B', 30_000)] });
  assert.deepEqual([await refunded(), await booked()], [80_000, 1]);
  await become('succeeded');
  assert.equal(await refunded(), 80_000);
});

test('a refund of ours that is listed with another amount does not count', async (t) => {
  const { report, become, refunded, booked } = await refunding(t);
  const { merchantReference } = refund({});
  await report({ refunds: [{ ...named('A', 50_001), merchantReference }] });
  assert.deepEqual([await refunded(), await booked()], [0, 0]);
  await become('succeeded');
  assert.equal(await refunded(), 50_000);
});

test('a reported total above the received amount is ignored', async (t) => {
  const { report, refunded } = await refunding(t);
  await report({ total: 500_000 });
  assert.equal(await refunded(), 0);
});
