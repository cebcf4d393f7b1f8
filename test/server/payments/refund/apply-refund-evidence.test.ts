import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { RefundReport } from '../../../../server/payments/ports/ports.ts';
import { applyRefundReports } from '../../../../server/payments/refund/apply-refund-evidence.ts';
import { refund } from '../../store/samples.ts';
import { twoProviders } from '../payment/two-providers.ts';

/** A payment with a pending refund of Rp50.000. */
async function refunding(t: TestContext) {
  const { domain, pay, store } = await twoProviders(t);
  const { id: paymentId } = await pay();
  await store.transact((tx) => tx.insertRefund(refund({ paymentId, providerReferences: {} })), 'new');
  return {
    applyReports: (over: Partial<RefundReport>, source: 'command' | 'inquiry' = 'inquiry') =>
      applyRefundReports(
        domain,
        'rf_1',
        [
          {
            subject: 'refund',
            outcome: 'succeeded',
            merchantReference: 'RF1',
            providerReferences: {},
            providerStatus: 'DONE',
            ...over,
          },
        ],
        source,
      ),
    refundedAmount: async () => (await store.findPayment(paymentId))?.refundedAmount,
    lastSource: async () => (await store.historyOf(paymentId)).at(-1)?.source,
  };
}

for (const source of ['command', 'inquiry'] as const) {
  test(`a refund counts once, and the history has its source: ${source}`, async (t) => {
    const { applyReports, refundedAmount, lastSource } = await refunding(t);
    const money = { amount: 50_000, currency: 'IDR' } as const;
    assert.equal((await applyReports({ money }, source)).status, 'succeeded');
    await applyReports({ money }, 'inquiry');
    assert.equal(await refundedAmount(), 50_000);
    assert.equal(await lastSource(), source);
  });
}

for (const [what, over] of [
  ['another amount', { money: { amount: 49_999, currency: 'IDR' } }],
  ['another currency', { money: { amount: 50_000, currency: 'PHP' } }],
  ['another reference', { merchantReference: 'RF2' }],
] as const) {
  test(`a report of ${what} changes nothing`, async (t) => {
    const { applyReports, refundedAmount } = await refunding(t);
    assert.equal((await applyReports(over)).status, 'processing');
    assert.equal(await refundedAmount(), 0);
  });
}

test('a succeeded refund does not fail afterwards', async (t) => {
  const { applyReports, refundedAmount } = await refunding(t);
  await applyReports({});
  const after = await applyReports({ outcome: 'failed', failure: { code: 'provider_error' } });
  assert.deepEqual([after.status, after.failure], ['succeeded', undefined]);
  assert.equal(await refundedAmount(), 50_000);
});

test('a failed refund is not reopened, but counts when it turns out to have succeeded', async (t) => {
  const { applyReports, refundedAmount } = await refunding(t);
  const failure = { code: 'provider_error' } as const;
  await applyReports({ outcome: 'failed', failure });
  for (const outcome of ['processing', 'unknown'] as const) {
    const after = await applyReports({ outcome });
    assert.deepEqual([after.status, after.failure], ['failed', failure]);
  }
  const after = await applyReports({});
  assert.deepEqual([after.status, after.failure], ['succeeded', undefined]);
  assert.equal(await refundedAmount(), 50_000);
});
