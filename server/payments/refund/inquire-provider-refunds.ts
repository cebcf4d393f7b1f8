import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import { nextAfterNews } from '../notification/follow-up-schedule.ts';
import type { Instant, Payment, Refund } from '../model/model.ts';
import { receivedAmount } from '../model/received-money.ts';
import { applyProviderRefunds } from './apply-provider-refunds.ts';
import { commit } from '../core/unit-of-work.ts';

/**
 * Asks the provider how much of a paid payment went back, at whosever wish, and books what is not known yet. What the
 * provider has taken back as a whole is a reversal, and no refund besides.
 *
 * @returns whether the provider answered
 */
export async function inquireProviderRefunds(
  deps: Domain,
  paymentId: string,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<boolean> {
  return deps.exclusive(`returns:${paymentId}`, async () => {
    const payment = await loadPayment(deps, paymentId);
    if (!mayHaveProviderRefunds(payment)) return true;
    const gateway = deps.providerRouter.gateway(payment.provider);
    const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
    const result = await callGateway(deps, () => gateway.inquireProviderRefunds?.(ref, deps.timeout(timeoutMs)));
    if (result.kind !== 'answered') {
      deps.log.info(
        { paymentId, outcome: result.kind, reason: result.error.message },
        'a question about refunds got no answer',
      );
      return false;
    }
    const returns = result.value;
    if (returns === undefined) return false;
    await commit(deps, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayment(paymentId);
      if (fresh !== undefined && mayHaveProviderRefunds(fresh))
        await applyProviderRefunds(unitOfWork, paymentId, returns);
    });
    return true;
  });
}

/** Money came of it, also after its end. */
export const mayHaveProviderRefunds = (payment: Payment): boolean =>
  receivedAmount(payment) > 0 && payment.reversedAt === undefined;

/** After a notification that spoke of a refund nobody here knows. Answers when to ask again; nothing once one was found. */
export async function runProviderRefundInquiry(
  deps: Domain,
  paymentId: string,
  retryCount: number,
): Promise<Instant | undefined> {
  const { provider } = await loadPayment(deps, paymentId);
  // Nobody there can be asked what went back.
  if (deps.providerRouter.gateway(provider).inquireProviderRefunds === undefined) return undefined;
  const before = await deps.store.refundsOf(paymentId);
  const answered = await inquireProviderRefunds(deps, paymentId);
  const after = await deps.store.refundsOf(paymentId);
  if (succeededOf(after) > succeededOf(before)) return undefined;
  return nextAfterNews(retryCount, answered ? 'contradicted' : undefined, deps.clock.now());
}

const succeededOf = (refunds: readonly Refund[]): number =>
  refunds.filter(({ status }) => status === 'succeeded').length;
