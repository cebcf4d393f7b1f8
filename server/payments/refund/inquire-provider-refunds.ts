import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadPayment } from '../core/load.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import { nextFollowUpAt } from '../notification/follow-up-schedule.ts';
import type { Instant, Payment, Refund } from '../model/model.ts';
import { receivedAmount } from '../model/received-money.ts';
import { applyProviderRefunds } from './apply-provider-refunds.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Queries which refunds of a paid payment the provider knows, whoever made them, and books those that are not known
 * here. A payment that the provider has reversed is skipped: all its money has gone back.
 *
 * @returns whether the provider answered
 * @throws {DomainError} `not_found`
 */
export async function inquireProviderRefunds(
  deps: Domain,
  paymentId: string,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<boolean> {
  return exclusively(deps, `provider_refunds:${paymentId}`, async (held) => {
    const { payment, call } = await loadPaymentAtProvider(held, paymentId);
    if (!mayHaveProviderRefunds(payment)) return true;
    const result = await call(timeoutMs, (gateway, ref, signal) => gateway.inquireProviderRefunds?.(ref, signal));
    if (result.kind !== 'answered') {
      deps.log.info(
        { checkoutId: payment.checkoutId, paymentId, outcome: result.kind, reason: result.error.message },
        'refund list inquiry not answered',
      );
      return false;
    }
    const refunds = result.value;
    if (refunds === undefined) return false;
    await commit(held, { of: 'payment', id: paymentId }, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayment(paymentId);
      if (fresh !== undefined && mayHaveProviderRefunds(fresh))
        await applyProviderRefunds(unitOfWork, paymentId, refunds);
    });
    return true;
  });
}

/** It has received money (also late, after it had ended) that was not reversed. */
export const mayHaveProviderRefunds = (payment: Payment): boolean =>
  receivedAmount(payment) > 0 && payment.reversedAt === undefined;

/**
 * Runs after a notification about a refund that is not known here.
 *
 * @returns when to inquire again; `undefined` once a new refund was found, or the provider has no such inquiry
 */
export async function runProviderRefundInquiry(
  deps: Domain,
  paymentId: string,
  retryCount: number,
): Promise<Instant | undefined> {
  const { provider } = await loadPayment(deps, paymentId);
  if (deps.providerRouter.gateway(provider).inquireProviderRefunds === undefined) return undefined;
  const before = await deps.store.refundsOf(paymentId);
  const answered = await inquireProviderRefunds(deps, paymentId);
  const after = await deps.store.refundsOf(paymentId);
  if (succeededOf(after) > succeededOf(before)) return undefined;
  return nextFollowUpAt(retryCount, answered ? 'contradicted' : undefined, deps.clock.now());
}

const succeededOf = (refunds: readonly Refund[]): number =>
  refunds.filter(({ status }) => status === 'succeeded').length;
