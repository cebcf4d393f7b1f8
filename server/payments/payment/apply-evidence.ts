import type { EventType } from '../../../shared/event-type.ts';
import { isFinal, type PaymentStatus } from '../../../shared/payment-status.ts';
import { inquiryScheduleOf } from './channel-schedules.ts';
import { firstPauseMs, nextEndingAt } from './inquiry-schedule.ts';
import { changedAt } from '../core/changed-at.ts';
import { learnedReferences } from './learned-references.ts';
import type { HistoryEntry, Instant, Payment } from '../model/model.ts';
import type { PaymentReport, Tx } from '../ports/ports.ts';
import { keepSavedToken } from './keep-saved-token.ts';
import { closeChargeCheckout } from '../checkout/close-charge-checkout.ts';
import { markCheckoutPaid, paysCheckout } from '../checkout/mark-checkout-paid.ts';
import { raiseRefundClaim } from '../refund/raise-refund-claim.ts';
import { decide, type Decision, type Evidence } from './state-machine.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/** The event of each new status; `processing`, `unknown` and `creating` have none. */
const EVENT_OF: Readonly<Partial<Record<PaymentStatus, EventType>>> = {
  requires_action: 'payment.requires_action',
  authorized: 'payment.authorized',
  succeeded: 'payment.succeeded',
  failed: 'payment.failed',
  expired: 'payment.expired',
  canceled: 'payment.canceled',
};

/**
 * Applies evidence to a payment, as it is in this transaction, and writes everything that follows: the payment, its
 * history, the checkout, events, jobs, a saved method. Beside a review decision, the only way a payment's status
 * changes.
 */
export async function applyEvidence(unitOfWork: UnitOfWork, paymentId: string, evidence: Evidence): Promise<Payment> {
  const { tx, now } = unitOfWork;
  const payment = await tx.findPayment(paymentId);
  if (payment === undefined) throw new Error(`evidence about a payment that does not exist: ${paymentId}`);
  const siblings = await tx.paymentsOf(payment.checkoutId);
  const paidByAnother = siblings.some((other) => other.id !== payment.id && other.status === 'succeeded');
  const isReversal = 'report' in evidence && evidence.report.outcome === 'reversed';
  const returning = isReversal && (await tx.refundsOf(payment.id)).some(({ status }) => status !== 'failed');
  const checkout = await tx.findCheckout(payment.checkoutId);
  const tooLate = checkout !== undefined && !(await paysCheckout(tx, payment, checkout));
  const justDecided = payment.resolution !== undefined && now < payment.updatedAt + STALE_MS;
  const inquiriesEnded = nextEndingAt(payment.expiresAt, now) === undefined;
  const decision = decide(payment, evidence, { paidByAnother, tooLate, returning, justDecided, inquiriesEnded });

  const patch = patchOf(payment, evidence, decision, now);
  const entry: HistoryEntry = {
    at: now,
    source: evidence.source,
    said: 'report' in evidence ? `${evidence.report.outcome} (${evidence.report.providerStatus})` : evidence.kind,
    from: payment.status,
    to: decision.to,
    note: noteOf(evidence, decision),
  };
  const isNew = patch !== undefined || evidence.source !== 'inquiry' || !(await isRepeated(tx, payment.id, entry));
  if (isNew) await tx.appendHistory(payment.id, entry);
  if (isNew && decision.refused !== undefined) {
    const { checkoutId, status } = payment;
    unitOfWork.domain.log.warn({ checkoutId, paymentId, status, refused: decision.refused }, 'evidence refused');
  }
  const token =
    evidence.source === 'inquiry' && decision.refused === undefined ? evidence.report.savedToken : undefined;
  if (patch === undefined) return token === undefined ? payment : keepSavedToken(unitOfWork, payment, token);
  const updatedAt = changedAt(now, payment);
  const after: Payment = { ...payment, ...patch, updatedAt };
  await tx.updatePayment(payment.id, { ...patch, updatedAt });
  unitOfWork.markChanged(payment.checkoutId);

  if (after.expiresAt !== payment.expiresAt) {
    await tx.scheduleJob({ kind: 'expire_payment', key: payment.id, runAt: after.expiresAt });
  }
  if (after.status !== payment.status) await applyStatusChange(unitOfWork, after, payment.status);
  if (decision.review !== undefined && (decision.review !== payment.review || decision.furtherMoney === true)) {
    await unitOfWork.emit('payment.review_required', payment.checkoutId, { payment: after });
  }
  if (after.status === 'succeeded' && payment.status !== 'succeeded') await raiseRefundClaim(unitOfWork, payment.id);
  if (decision.reversed) await unitOfWork.emit('payment.reversed', payment.checkoutId, { payment: after });
  return token === undefined ? after : keepSavedToken(unitOfWork, after, token);
}

/** After this time no answer of a provider can be older than the review decision. */
const STALE_MS = 3_600_000;

/** An inquiry with the same result as a recent one gets no entry of its own. */
async function isRepeated(tx: Tx, paymentId: string, { said, from, to, note }: HistoryEntry): Promise<boolean> {
  const { data } = await tx.listHistory(paymentId, { limit: COMPARED_ENTRIES });
  return data.some(
    (one) => one.source === 'inquiry' && one.said === said && one.from === from && one.to === to && one.note === note,
  );
}

/** How many of the newest entries are compared: one inquiry may give several reports. */
const COMPARED_ENTRIES = 20;

/** Writes what follows from a change of status: events, the checkout, jobs. */
export async function applyStatusChange(unitOfWork: UnitOfWork, payment: Payment, from: PaymentStatus): Promise<void> {
  const { tx, now } = unitOfWork;
  const event = EVENT_OF[payment.status];
  if (event !== undefined) await unitOfWork.emit(event, payment.checkoutId, { payment });
  if (payment.status === 'succeeded') {
    const checkout = await tx.findCheckout(payment.checkoutId);
    if (checkout !== undefined && (await paysCheckout(tx, payment, checkout)))
      await markCheckoutPaid(unitOfWork, payment);
  } else if (payment.merchantInitiated && isFinal(payment.status) && from !== 'creating') {
    await closeChargeCheckout(unitOfWork, payment);
  }
  if (isFinal(payment.status)) await tx.dropJob('expire_payment', payment.id);
  // Found again after its inquiries had ended: it is watched until it is captured or voided.
  if (payment.status === 'authorized' && payment.expiresAt <= now)
    await tx.scheduleJob({ kind: 'expire_payment', key: payment.id, runAt: now + DAY_MS });
  await recheckCheckoutExpiry(unitOfWork, payment);
  if (payment.status === 'unknown') await scheduleUnknownReview(unitOfWork, 'review_payment', payment.id);
  if (from !== 'creating') return;
  // The customer has just got the instruction, or the outcome of the call is not known: inquiries begin.
  if (!isFinal(payment.status)) {
    const pauseMs = firstPauseMs(inquiryScheduleOf(payment.channel, undefined));
    await tx.scheduleJob({ kind: 'inquire', key: payment.id, runAt: now + pauseMs });
  }
  // Rejected at once: nothing to inquire about.
  if (payment.status === 'failed' && payment.unconfirmed.length === 0) {
    await tx.dropJob('inquire', payment.id);
    await tx.updatePayment(payment.id, { providerClosedAt: now });
  }
}

const DAY_MS = 24 * 3_600_000;

/** A checkout that is past its end may have waited for this payment. */
async function recheckCheckoutExpiry({ tx, now }: UnitOfWork, { checkoutId }: Payment): Promise<void> {
  const checkout = await tx.findCheckout(checkoutId);
  if (checkout?.status === 'open' && checkout.expiresAt <= now)
    await tx.scheduleJob({ kind: 'expire_checkout', key: checkoutId, runAt: now });
}

type ReportedEvidence = Extract<Evidence, { readonly report: PaymentReport }>;

type Patch = { -readonly [K in keyof Payment]?: Payment[K] };

/** Only what changes; `undefined` when nothing does. */
function patchOf(payment: Payment, evidence: Evidence, decision: Decision, now: Instant): Patch | undefined {
  const patch: Patch = {};
  if (decision.to !== payment.status) patch.status = decision.to;
  if (decision.to !== payment.status && (decision.to === 'unknown' || payment.unknownSince !== undefined))
    patch.unknownSince = decision.to === 'unknown' ? now : undefined;
  // Any change of status answers the challenge of the provider's fraud detection.
  if (decision.to !== payment.status && payment.review === 'challenge') patch.review = undefined;
  if (decision.review !== undefined && decision.review !== payment.review) patch.review = decision.review;
  if ('review' in patch) patch.reviewSince = patch.review === undefined ? undefined : now;
  if (decision.reversed) patch.reversedAt = now;
  if (decision.transactionId !== undefined && payment.transactionId === undefined)
    patch.transactionId = decision.transactionId;
  if ('report' in evidence && decision.refused !== 'other_reference')
    learnReferences(payment, evidence, decision.to, patch);
  const received = evidence.source === 'inquiry' ? receivedWith(payment, evidence.report, decision, now) : undefined;
  if (received !== undefined) patch.received = received;
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** Takes over references, instruction and expiry of a report, also where the status stays. */
function learnReferences(
  payment: Payment,
  { source, report }: ReportedEvidence,
  to: PaymentStatus,
  patch: Patch,
): void {
  const { failure, instruction, expiresAt } = report;
  const taught = learnedReferences(payment, report.providerReferences, source);
  if (taught.length > 0) patch.providerReferences = { ...payment.providerReferences, ...Object.fromEntries(taught) };
  if (to === 'failed' && payment.status !== 'failed' && failure !== undefined) patch.failure = failure;
  if (isFinal(to)) return;
  if (instruction !== undefined && instruction.kind !== 'none' && !sameJson(instruction, payment.instruction)) {
    patch.instruction = instruction;
  }
  if (expiresAt !== undefined && expiresAt < payment.expiresAt) patch.expiresAt = expiresAt;
}

/** The received transactions with the reported one; `undefined` where it is known with this amount. */
function receivedWith(
  payment: Payment,
  { outcome, transactionId, money }: PaymentReport,
  decision: Decision,
  now: Instant,
): Payment['received'] | undefined {
  if (outcome !== 'paid' || decision.refused !== undefined) return undefined;
  if (transactionId === undefined || money?.currency !== payment.currency) return undefined;
  const known = payment.received.find((one) => one.transactionId === transactionId);
  if (known?.amount === money.amount) return undefined;
  const others = payment.received.filter((one) => one !== known);
  return [...others, { transactionId, amount: money.amount, at: known?.at ?? now }];
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function noteOf(evidence: Evidence, decision: Decision): string | undefined {
  const notes = [
    decision.refused === undefined ? undefined : `refused: ${decision.refused}`,
    decision.review === undefined ? undefined : `review: ${decision.review}`,
    decision.reversed ? 'reversed' : undefined,
    'note' in evidence ? evidence.note : undefined,
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join('; ');
}
