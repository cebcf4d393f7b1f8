import type { Domain } from './core/domain.ts';

/**
 * At start: warns of payments, refunds and payouts that are open at a provider that is not configured any more, so that
 * no inquiry about them is possible.
 */
export async function warnUnconfiguredProviders(deps: Domain, configured: readonly string[]): Promise<void> {
  for (const { id, checkoutId, provider, status, expiresAt } of await deps.store.openPaymentsElsewhere(configured)) {
    deps.log.warn(
      { checkoutId, paymentId: id, provider, status, expiresAt: new Date(expiresAt).toISOString() },
      'payment open at a provider that is not configured: inquiries continue once it is configured again',
    );
  }
  for (const { id, paymentId, provider, status } of await deps.store.openRefundsElsewhere(configured)) {
    deps.log.warn(
      { refundId: id, paymentId, provider, status },
      'refund open at a provider that is not configured: inquiries continue once it is configured again',
    );
  }
  for (const { id, provider, status } of await deps.store.openPayoutsElsewhere(configured)) {
    deps.log.warn(
      { payoutId: id, provider, status },
      'payout open at a provider that is not configured: inquiries continue once it is configured again',
    );
  }
}
