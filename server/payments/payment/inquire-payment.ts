import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { inquireProviderRefunds, mayHaveProviderRefunds } from '../refund/inquire-provider-refunds.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Instant, Payment, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, ProviderReport } from '../ports/ports.ts';
import { DomainError } from '../core/domain-error.ts';
import { reportsAfter, reportsToAsk } from '../notification/unconfirmed-reports.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/**
 * How an inquiry went. Who reads what became of the payment has to look whether the provider gave its word: silence (it
 * could not be asked, did not answer, or said nothing about this payment) has taught nothing, and ends nothing.
 */
export type Inquired =
  | { readonly answered: true; readonly payment: Payment; readonly reports: readonly PaymentReport[] }
  | { readonly answered: false; readonly lastKnown: Payment };

/** For those who only show it, or whose next step is the same whatever is true. */
export const knownOf = (inquired: Inquired): Payment => (inquired.answered ? inquired.payment : inquired.lastKnown);

/**
 * Asks the provider now and believes its answer, of a paid payment also what went back. Throws `not_found`; a provider
 * that does not answer changes nothing.
 */
export async function inquirePayment(deps: Domain, paymentId: string): Promise<Payment> {
  const payment = knownOf(await inquire(deps, paymentId, INQUIRY_MS));
  if (!mayHaveProviderRefunds(payment)) return payment;
  await inquireProviderRefunds(deps, paymentId, RETURNS_MS);
  return loadPayment(deps, paymentId);
}

/** Together they are answered within 15 s. */
const INQUIRY_MS = 10_000;
const RETURNS_MS = 3_000;

/**
 * One at a time per payment: two answers of one moment must not be weighed in the wrong order. The time limit is for the
 * whole of it: who would have to wait longer for their turn goes on without an answer.
 */
export async function inquire(deps: Domain, paymentId: string, timeoutMs = CALL_TIMEOUT_MS): Promise<Inquired> {
  const signal = deps.timeout(timeoutMs);
  const inquired = deps.exclusive(`inquire:${paymentId}`, () => ask(deps, paymentId, signal));
  return (await unlessAborted(inquired, signal)) ?? { answered: false, lastKnown: await loadPayment(deps, paymentId) };
}

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });

async function ask(deps: Domain, paymentId: string, signal: AbortSignal): Promise<Inquired> {
  const payment = await loadPayment(deps, paymentId);
  const gateway = deps.providerRouter.gateway(payment.provider);
  const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
  const about = reportsToAsk(payment);
  const sentAt = deps.clock.now();
  const result = await callGateway(deps, () => gateway.inquire(ref, signal, about.unconfirmed));
  if (result.kind !== 'answered')
    deps.log.info({ paymentId, outcome: result.kind, reason: result.error.message }, 'an inquiry got no answer');
  const answered = result.kind === 'answered' ? (result.value ?? []).filter(isOfPayment) : [];
  const isLent = about.borrowedFrom !== undefined;
  // Asked with a name that only a notification told, the provider may have spoken of another payment.
  const ours = isLent
    ? answered.filter(({ merchantReference }) => merchantReference === payment.merchantReference)
    : answered;
  const ledNowhere = isLent && ours.length === 0 && (answered.length > 0 || result.kind === 'rejected');
  const reports = ours.filter(tellsOf(payment));
  const after = await applyInquiryReports(deps, payment.id, {
    sentAt,
    reports: ours,
    about: reports.length > 0 ? about.reports : ledNowhere ? [about.borrowedFrom] : [],
  });
  return reports.length > 0 ? { answered: true, payment: after, reports } : { answered: false, lastKnown: after };
}

const isOfPayment = (report: ProviderReport): report is PaymentReport => report.subject === 'payment';

/** A word that nobody understands, or one about another payment, is none. */
const tellsOf =
  ({ merchantReference }: Payment) =>
  (report: PaymentReport): boolean =>
    report.outcome !== 'unknown' &&
    (report.merchantReference === undefined || report.merchantReference === merchantReference);

interface Answer {
  readonly sentAt: Instant;
  readonly reports: readonly PaymentReport[];
  /** The reports that it confirms or contradicts. */
  readonly about: readonly UnconfirmedReport[];
}

/** Weighs the answer, settles what notifications said, and counts the question, in one commit. */
const applyInquiryReports = (deps: Domain, id: string, { sentAt, reports, about }: Answer): Promise<Payment> =>
  commit(deps, async (unitOfWork) => {
    for (const report of reports) await applyEvidence(unitOfWork, id, { source: 'inquiry', report });
    const payment = await unitOfWork.tx.findPayment(id);
    if (payment === undefined) throw new DomainError('not_found', 'No such payment.');
    const counted = {
      inquiries: payment.inquiries + 1,
      inquiredAt: sentAt,
      ...(about.length === 0 ? {} : { unconfirmed: reportsAfter(payment, about, reports) }),
    };
    await unitOfWork.tx.updatePayment(id, counted);
    return { ...payment, ...counted };
  });
