import type { Domain } from './core/domain.ts';

/**
 * At start: payments, refunds and payouts whose outcome is open at a provider that is not configured any more. Nobody
 * can ask about them.
 */
export async function warnUnconfiguredProviders(deps: Domain, configured: readonly string[]): Promise<void> {
  for (const { id, provider, status, expiresAt } of await deps.store.openPaymentsElsewhere(configured)) {
    deps.log.warn(
      { paymentId: id, provider, status, expiresAt: new Date(expiresAt).toISOString() },
      'a payment is open at a provider that is not configured: it is asked about once that is configured again',
    );
  }
  for (const { id, paymentId, provider, status } of await deps.store.openRefundsElsewhere(configured)) {
    deps.log.warn(
      { refundId: id, paymentId, provider, status },
      'a refund is open at a provider that is not configured: it is asked about once that is configured again',
    );
  }
  for (const { id, provider, status } of await deps.store.openPayoutsElsewhere(configured)) {
    deps.log.warn(
      { payoutId: id, provider, status },
      'a payout is open at a provider that is not configured: it is asked about once that is configured again',
    );
  }
}
