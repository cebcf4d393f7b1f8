import { CALL_TIMEOUT_MS, type GatewayResult } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { inquireProviderRefunds } from './inquire-provider-refunds.ts';
import { loadPaymentAtProvider, type PaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Instant, Refund } from '../model/model.ts';
import { nextFollowUpAt } from '../notification/follow-up-schedule.ts';
import type { Job, ProviderReport } from '../ports/ports.ts';
import { sumOf } from '../model/received-money.ts';
import { applyRefundReports, applyRefundResult, isLeftToMerchant } from './apply-refund-evidence.ts';
import { commit } from '../core/unit-of-work.ts';

/** Pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Inquires about a refund. A failed one is queried only after a notification, and for some time: the provider's answers
 * may be older than its notification.
 *
 * @returns when to inquire again; `undefined` when its outcome is known
 */
export async function inquireRefund(
  deps: Domain,
  { key: id, retryCount, notified }: RefundInquiryJob,
): Promise<Instant | undefined> {
  const refund = await deps.store.findRefund(id);
  if (refund === undefined || refund.status === 'succeeded') return undefined;
  if (refund.status === 'failed' && retryCount === 0 && !notified) return undefined;
  const result = await requestRefundStatus(deps, refund, await loadPaymentAtProvider(deps, refund.paymentId));
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  const after = reports.length > 0 ? await applyRefundReports(deps, id, reports, 'inquiry') : refund;
  if (after.status === 'succeeded' || (after.status === 'failed' && refund.status !== 'failed')) return undefined;
  // The provider may only tell it apart once the other refunds of the payment are known.
  if (result.kind === 'answered' && reports.length === 0) await inquireProviderRefunds(deps, refund.paymentId);
  const now = deps.clock.now();
  const isOver = refund.status === 'failed' || isLeftToMerchant(refund, now);
  if (isOver && after.status === 'processing') await leaveToMerchant(deps, after);
  return isOver
    ? nextFollowUpAt(retryCount, reports.length > 0 ? 'contradicted' : undefined, now)
    : now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}

/** Its outcome is `unknown`, which the merchant can resolve. */
async function leaveToMerchant(deps: Domain, { id, paymentId }: Refund): Promise<void> {
  deps.log.error({ refundId: id, paymentId }, 'refund outcome never found out: the merchant has to resolve it');
  await commit(deps, { of: 'refund', id }, async (unitOfWork) => {
    const fresh = await unitOfWork.tx.findRefund(id);
    if (fresh?.status === 'processing')
      await applyRefundResult(unitOfWork, id, { outcome: 'unknown', providerReferences: {} }, 'clock');
  });
}

type RefundInquiryJob = Pick<Job, 'key' | 'retryCount' | 'notified'>;

/** Asks the provider for the status of a refund, without applying it. */
export async function requestRefundStatus(
  deps: Domain,
  refund: Refund,
  { payment, call }: PaymentAtProvider,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<GatewayResult<readonly ProviderReport[] | undefined>> {
  const others = (await deps.store.refundsOf(payment.id)).filter(({ id }) => id !== refund.id);
  const refundRef = {
    merchantReference: refund.merchantReference,
    providerReferences: refund.providerReferences,
    unconfirmedReferences: refund.unconfirmedReferences,
    money: { amount: refund.amount, currency: refund.currency },
    refundedBefore: sumOf(others.filter(({ status }) => status === 'succeeded')),
  };
  return call(timeoutMs, (gateway, ref, signal) => gateway.inquireRefund?.(ref, refundRef, signal));
}
