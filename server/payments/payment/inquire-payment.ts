import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { inquireProviderRefunds, mayHaveProviderRefunds } from '../refund/inquire-provider-refunds.ts';
import { loadPayment } from '../core/load.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Instant, Payment, PaymentOutcome, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, ProviderReport } from '../ports/ports.ts';
import { DomainError } from '../core/domain-error.ts';
import { reportsAfter, planInquiry } from '../notification/unconfirmed-reports.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/**
 * The result of an inquiry. Not `answered`: the provider could not be queried, did not answer, or said nothing about
 * this payment. Nothing is known then, and nothing may be ended by it: callers have to tell the two apart.
 */
export type InquiryResult =
  | { readonly answered: true; readonly payment: Payment; readonly reports: readonly PaymentReport[] }
  | {
      readonly answered: false;
      readonly lastKnown: Payment;
      /** The provider rejected the inquiry: it does not know the payment. */
      readonly isUnknownThere?: boolean;
    };

/** The payment as it is known after the inquiry, for callers that do not depend on whether it was answered. */
export const lastKnownPayment = (inquired: InquiryResult): Payment =>
  inquired.answered ? inquired.payment : inquired.lastKnown;

/**
 * Queries the provider now and applies its answer; of a paid payment also its refunds. A provider that does not answer
 * changes nothing.
 *
 * @throws {DomainError} `not_found`
 */
export async function inquirePayment(deps: Domain, paymentId: string): Promise<Payment> {
  const payment = lastKnownPayment(await inquire(deps, paymentId, INQUIRY_MS));
  if (!mayHaveProviderRefunds(payment)) return payment;
  await inquireProviderRefunds(deps, paymentId, REFUND_INQUIRY_MS);
  return loadPayment(deps, paymentId);
}

/** With both, the request is answered within 15 s. */
const INQUIRY_MS = 10_000;
const REFUND_INQUIRY_MS = 3_000;

/**
 * Queries the provider, one inquiry at a time per payment, so that answers are applied in the order they were given.
 *
 * @param timeoutMs includes waiting for an earlier inquiry; after it this one counts as not answered
 * @throws {DomainError} `not_found`
 */
export async function inquire(deps: Domain, paymentId: string, timeoutMs = CALL_TIMEOUT_MS): Promise<InquiryResult> {
  const signal = deps.timeout(timeoutMs);
  const inquired = exclusively(deps, `inquire:${paymentId}`, (held) => sendInquiry(held, paymentId, signal));
  return (await unlessAborted(inquired, signal)) ?? { answered: false, lastKnown: await loadPayment(deps, paymentId) };
}

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });

async function sendInquiry(deps: Domain, paymentId: string, signal: AbortSignal): Promise<InquiryResult> {
  const { payment, call } = await loadPaymentAtProvider(deps, paymentId);
  const plan = planInquiry(payment);
  const sentAt = deps.clock.now();
  const result = await call(signal, (gateway, ref, limit) => gateway.inquire(ref, limit, plan.unconfirmed));
  if (result.kind !== 'answered')
    deps.log.info(
      { checkoutId: payment.checkoutId, paymentId, outcome: result.kind, reason: result.error.message },
      'payment inquiry not answered',
    );
  const answered = result.kind === 'answered' ? (result.value ?? []).filter(isOfPayment) : [];
  const isByNotification = plan.referencesFrom !== undefined;
  // Found by a reference that only a notification named, the provider may have reported another payment.
  const ours = isByNotification
    ? answered.filter(({ merchantReference }) => merchantReference === payment.merchantReference)
    : answered;
  // Nor did its references tell the provider what is asked about, where the answer is empty: another report has its turn.
  const isRefuted = isByNotification && ours.length === 0 && (result.kind === 'answered' || result.kind === 'rejected');
  const reports = ours.filter(isInformativeFor(payment));
  const { after, isStale } = await applyInquiryReports(deps, payment, {
    sentAt,
    reports: ours,
    about: reports.length > 0 ? plan.reports : isRefuted ? [plan.referencesFrom] : [],
    isClosed: reports.some(({ outcome }) => CLOSES.has(outcome)),
  });
  return reports.length > 0 && !isStale
    ? { answered: true, payment: after, reports }
    : { answered: false, lastKnown: after, isUnknownThere: result.kind === 'rejected' };
}

const CLOSES: ReadonlySet<PaymentOutcome> = new Set(['paid', 'failed', 'expired', 'canceled', 'reversed']);

const isOfPayment = (report: ProviderReport): report is PaymentReport => report.subject === 'payment';

/** Not a report about another payment, nor one whose status is not understood. */
const isInformativeFor =
  ({ merchantReference }: Payment) =>
  (report: PaymentReport): boolean =>
    report.outcome !== 'unknown' &&
    (report.merchantReference === undefined || report.merchantReference === merchantReference);

interface InquiryAnswer {
  readonly sentAt: Instant;
  readonly reports: readonly PaymentReport[];
  /** The unconfirmed reports that it confirms or contradicts. */
  readonly about: readonly UnconfirmedReport[];
  /** It is paid, or cannot be paid any more. */
  readonly isClosed: boolean;
}

interface AppliedAnswer {
  readonly after: Payment;
  /** Another inquiry was answered while this one was under way: this instance has lost its lease. */
  readonly isStale: boolean;
}

/**
 * Applies the answer, updates the unconfirmed reports and counts the inquiry, in one commit. Of a stale answer only money
 * counts: anything else may have been superseded by what the other inquiry has found.
 *
 * @param before the payment as it was when the inquiry was sent
 */
const applyInquiryReports = (
  deps: Domain,
  before: Payment,
  { sentAt, reports, about, isClosed }: InquiryAnswer,
): Promise<AppliedAnswer> =>
  commit(deps, { of: 'payment', id: before.id }, async (unitOfWork) => {
    const { id } = before;
    const isStale = (await unitOfWork.tx.findPayment(id))?.inquiries !== before.inquiries;
    const applied = isStale ? reports.filter(({ outcome }) => outcome === 'paid') : reports;
    for (const report of applied) await applyEvidence(unitOfWork, id, { source: 'inquiry', report });
    const payment = await unitOfWork.tx.findPayment(id);
    if (payment === undefined) throw new DomainError('not_found', 'No such payment.');
    const counted = {
      inquiries: payment.inquiries + 1,
      inquiredAt: sentAt,
      ...(isClosed && !isStale ? { providerClosedAt: payment.providerClosedAt ?? unitOfWork.now } : {}),
      ...(about.length === 0 || isStale ? {} : { unconfirmed: reportsAfter(payment, about, reports) }),
    };
    await unitOfWork.tx.updatePayment(id, counted);
    return { after: { ...payment, ...counted }, isStale };
  });
