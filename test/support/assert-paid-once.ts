import assert from 'node:assert/strict';
import type { Harness } from './harness.ts';

/** In the ledgers of all providers no checkout was charged twice, and each charge has a succeeded payment here. */
export async function assertPaidOnce(harness: Harness): Promise<void> {
  const charged = new Map<string, number>();
  for (const { kind, reference } of harness.simulators.flatMap((simulator) => simulator.ledger())) {
    if (kind !== 'charge') continue;
    const payment = await harness.domain.store.findPaymentByMerchantReference(reference);
    assert.ok(payment, `we do not know ${reference}`);
    assert.equal(payment.status, 'succeeded');
    charged.set(payment.checkoutId, (charged.get(payment.checkoutId) ?? 0) + 1);
  }
  for (const [checkoutId, times] of charged) assert.equal(times, 1, `${checkoutId} was charged ${times} times`);
}
