import { callGateway, CALL_TIMEOUT_MS, type Asked } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { inquireProviderRefunds } from './inquire-provider-refunds.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Checkout, Instant, Payment, Refund } from '../model/model.ts';
import { nextAfterNews } from '../notification/follow-up-schedule.ts';
import type { Job, ProviderReport } from '../ports/ports.ts';
import { sumOf } from '../model/received-money.ts';
import { applyRefundReports } from './apply-refund-evidence.ts';

/** Pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** After sixty days a person has to find out, and only what notifications speak of is asked about. */
const GIVE_UP_MS = 60 * 24 * 3_600_000;

/**
 * Asks what became of a refund. Answers when to ask again, or nothing when it is settled. Of one that has failed only a
 * notification makes us ask, and an answer may be older than that.
 */
export async function inquireRefund(
  deps: Domain,
  { key: id, retryCount, notified }: Asking,
): Promise<Instant | undefined> {
  const refund = await deps.store.findRefund(id);
  if (refund === undefined || refund.status === 'succeeded') return undefined;
  if (refund.status === 'failed' && retryCount === 0 && !notified) return undefined;
  const payment = await loadPayment(deps, refund.paymentId);
  const checkout = await loadCheckout(deps, payment.checkoutId);
  const result = await askAboutRefund(deps, refund, payment, checkout);
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  const after = reports.length > 0 ? await applyRefundReports(deps, id, reports, 'inquiry') : refund;
  if (after.status === 'succeeded' || (after.status === 'failed' && refund.status !== 'failed')) return undefined;
  // What went back beside it may be all that keeps it from being told apart.
  if (result.kind === 'answered' && reports.length === 0) await inquireProviderRefunds(deps, payment.id);
  const now = deps.clock.now();
  const isOver = refund.status === 'failed' || now - refund.createdAt > GIVE_UP_MS;
  return isOver
    ? nextAfterNews(retryCount, reports.length > 0 ? 'contradicted' : undefined, now)
    : now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
}

type Asking = Pick<Job, 'key' | 'retryCount' | 'notified'>;

/** Asks the provider about one refund; nothing is believed yet. */
export async function askAboutRefund(
  deps: Domain,
  refund: Refund,
  payment: Payment,
  checkout: Checkout,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<Asked<readonly ProviderReport[] | undefined>> {
  const gateway = deps.providerRouter.gateway(payment.provider);
  const others = (await deps.store.refundsOf(payment.id)).filter(({ id }) => id !== refund.id);
  const ref = {
    merchantReference: refund.merchantReference,
    providerReferences: refund.providerReferences,
    unconfirmedReferences: refund.unconfirmedReferences,
    money: { amount: refund.amount, currency: refund.currency },
    refundedBefore: sumOf(others.filter(({ status }) => status === 'succeeded')),
  };
  return callGateway(deps, () => gateway.inquireRefund?.(paymentRef(payment, checkout), ref, deps.timeout(timeoutMs)));
}
