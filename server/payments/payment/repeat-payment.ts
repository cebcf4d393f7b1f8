import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { isPermanentFailure } from '../core/permanent-failure.ts';
import { wasRejectedAtOnce, wasUndelivered } from '../core/submissions.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment } from '../model/model.ts';
import { applyReports } from './apply-reports.ts';
import { markOutcomeUnknown } from './mark-outcome-unknown.ts';

/** What the provider says about an earlier submission. */
type ProviderRecord =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'found'; readonly payment: Payment }
  | { readonly kind: 'no_answer' };

const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Answers a repeated request to pay from its newest submission. Where its provider does not answer an inquiry about it,
 * the payment is answered as `unknown`, even if it was rejected: one rejection does not prove that nothing was charged.
 *
 * @returns `undefined` when the earlier submission certainly came to nothing and another one may be made
 * @throws {DomainError} `provider_rejected`, as the first request did, where the rejection is permanent
 */
export async function repeatPayment(deps: Domain, last: Payment): Promise<Payment | undefined> {
  // Requests run one at a time per checkout, so the one that made it ended without writing its outcome.
  const payment = last.status === 'creating' ? await markOutcomeUnknown(deps, last, 'the call was cut short') : last;
  if (wasUndelivered(payment)) return undefined;
  const isRejected = wasRejectedAtOnce(payment);
  if (isRejected && payment.failure !== undefined && isPermanentFailure(payment.failure))
    throw paymentRejected(payment);
  if (!isRejected && payment.status !== 'unknown') return payment;
  const found = await findAtProvider(deps, payment);
  if (found.kind === 'found') return found.payment;
  if (found.kind === 'no_answer') return { ...payment, status: 'unknown', failure: undefined };
  return isRejected ? undefined : payment;
}

async function findAtProvider(deps: Domain, payment: Payment): Promise<ProviderRecord> {
  const { call } = await loadPaymentAtProvider(deps, payment);
  const result = await call(INQUIRY_TIMEOUT_MS, (gateway, ref, signal) => gateway.inquire(ref, signal));
  // A provider rejects an inquiry only where it does not know the payment.
  if (result.kind === 'rejected') return { kind: 'not_found' };
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (reports.length === 0) return { kind: 'no_answer' };
  const after = await applyReports(deps, payment, reports, 'inquiry');
  const failed = reports.every((report) => report.subject === 'payment' && report.outcome === 'failed');
  return failed && wasRejectedAtOnce(payment) ? { kind: 'not_found' } : { kind: 'found', payment: after };
}

const paymentRejected = (payment: Payment): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payment.', {
    ...(payment.failure === undefined ? {} : { failure: payment.failure }),
    paymentId: payment.id,
  });
