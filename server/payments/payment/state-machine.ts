import { sameMoney } from '../../../shared/money.ts';
import type { PaymentStatus, Review } from '../../../shared/payment-status.ts';
import type { Payment } from '../model/model.ts';
import { isReceived } from '../notification/unconfirmed-reports.ts';
import type { PaymentOutcome, PaymentReport } from '../ports/ports.ts';

/*
 * The state machine of a payment: one table, {@link TRANSITIONS}, and one pure function, {@link decide}. A row is the
 * status of the payment, a column is a kind of evidence, a cell names what happens.
 *
 * `command_…`: the provider's answer to a command of ours. It may open, close or fail a payment, but never pay it.
 * `inquiry_…`: the provider's answer to an inquiry. Only this makes a payment authorized or succeeded.
 * `refunded`: either of them reports a reversal, and we have refunded the payment or requested it.
 * A notification has no column: it causes an inquiry.
 */
type ReportKind = `command_${PaymentOutcome}` | `inquiry_${PaymentOutcome}` | 'inquiry_challenged' | 'refunded';
/** What the clock, the customer or the merchant does. */
type ActionKind = 'time_up' | 'inquiries_ended' | 'cancel_requested';

/** Why evidence that says something changes nothing: kept in the history, and logged. */
export type RefusedReason =
  | 'never_paid'
  | 'backwards'
  | 'closed'
  | 'in_flight'
  | 'in_progress'
  | 'held'
  | 'paid'
  | 'other_reference'
  | 'other_transaction';

/**
 * A status: the payment goes there. `=`: nothing changes. `!…`: nothing changes, for a reason that has to be looked
 * into; the reason is recorded.
 */
type Move = PaymentStatus | '=' | `!${RefusedReason}`;

/**
 * A decision that needs more than the status.
 *
 * - `pay`: the exact amount pays the payment; another amount leaves it `processing` with the review `amount_differs`.
 *   Money for a checkout that is paid or closed pays it too, with the review `paid_twice` or `paid_late`.
 * - `pay_late`: the payment has ended. Its status stays, and the money raises the review `paid_late`, or `paid_twice`
 *   where another payment has paid the checkout. A transaction that was reviewed or recorded before raises nothing.
 * - `pay_again`: the payment is paid. Another transaction raises the review `paid_twice`, the same one changes nothing.
 * - `reverse`: the provider took the money of a paid payment back, recorded once. Of another transaction than the one
 *   that paid it: refused as `other_transaction`.
 * - `same_transaction`: nothing changes; refused where it is about another transaction than the one that paid the
 *   payment.
 * - `challenge`: `processing`, with the review `challenge` unless the merchant has just decided it.
 */
type NamedDecision = 'pay' | 'pay_late' | 'pay_again' | 'reverse' | 'same_transaction' | 'challenge';

type Row = Readonly<Record<ReportKind, Move | NamedDecision> & Record<ActionKind, Move>>;

/** Not paid yet: whatever the provider says about it is applied. */
const OPEN: Row = {
  command_requires_action: 'requires_action',
  command_processing: 'processing',
  command_authorized: 'processing',
  command_paid: 'processing',
  command_failed: 'failed',
  command_expired: 'expired',
  command_canceled: 'canceled',
  command_reversed: 'unknown',
  command_unknown: 'unknown',
  inquiry_requires_action: 'requires_action',
  inquiry_processing: 'processing',
  inquiry_challenged: 'challenge',
  inquiry_authorized: 'authorized',
  inquiry_paid: 'pay',
  inquiry_failed: 'failed',
  inquiry_expired: 'expired',
  inquiry_canceled: 'canceled',
  inquiry_reversed: '!never_paid',
  inquiry_unknown: '=',
  refunded: '=',
  time_up: 'expired',
  // Nobody has found out in a month: the merchant has to.
  inquiries_ended: 'unknown',
  cancel_requested: 'canceled',
};

/** Ended unpaid: only money still matters. */
const CLOSED: Row = {
  command_requires_action: '!closed',
  command_processing: '!closed',
  command_authorized: '!closed',
  command_paid: '=',
  command_failed: '=',
  command_expired: '=',
  command_canceled: '=',
  command_reversed: '=',
  command_unknown: '=',
  inquiry_requires_action: '=',
  inquiry_processing: '=',
  inquiry_challenged: '=',
  inquiry_authorized: '!closed',
  inquiry_paid: 'pay_late',
  inquiry_failed: '=',
  inquiry_expired: '=',
  inquiry_canceled: '=',
  inquiry_reversed: '!never_paid',
  inquiry_unknown: '=',
  refunded: '=',
  time_up: '=',
  inquiries_ended: '=',
  cancel_requested: '=',
};

export const TRANSITIONS: Readonly<Record<PaymentStatus, Row>> = {
  // Its create call is on its way: nothing ends it before the answer is there, or is known to be lost.
  creating: { ...OPEN, time_up: 'unknown', cancel_requested: '!in_flight' },
  unknown: { ...OPEN, command_reversed: '=', command_unknown: '=', inquiries_ended: '=' },
  requires_action: { ...OPEN, command_requires_action: '=', inquiry_requires_action: '=' },
  // The customer has done their part, so neither the clock nor a cancellation ends it.
  processing: {
    ...OPEN,
    command_processing: '=',
    command_authorized: '=',
    command_paid: '=',
    inquiry_processing: '=',
    time_up: '=',
    cancel_requested: '!in_progress',
  },
  authorized: {
    command_requires_action: '!backwards',
    command_processing: '=',
    command_authorized: '=',
    command_paid: '=',
    command_failed: '=',
    command_expired: 'expired',
    command_canceled: 'canceled',
    command_reversed: '=',
    command_unknown: '=',
    inquiry_requires_action: '!backwards',
    inquiry_processing: '=',
    inquiry_challenged: '=',
    inquiry_authorized: '=',
    inquiry_paid: 'pay',
    inquiry_failed: 'failed',
    inquiry_expired: 'expired',
    inquiry_canceled: 'canceled',
    inquiry_reversed: 'canceled',
    inquiry_unknown: '=',
    refunded: '=',
    time_up: '=',
    inquiries_ended: 'unknown',
    cancel_requested: '!held',
  },
  succeeded: {
    command_requires_action: '!backwards',
    command_processing: '=',
    command_authorized: '=',
    command_paid: '=',
    command_failed: '!backwards',
    command_expired: '=',
    command_canceled: '=',
    command_reversed: 'same_transaction',
    command_unknown: '=',
    inquiry_requires_action: '!backwards',
    inquiry_processing: '!backwards',
    inquiry_challenged: '!backwards',
    inquiry_authorized: '!backwards',
    inquiry_paid: 'pay_again',
    inquiry_failed: '!backwards',
    inquiry_expired: '=',
    inquiry_canceled: '=',
    inquiry_reversed: 'reverse',
    inquiry_unknown: '=',
    refunded: 'same_transaction',
    time_up: '=',
    inquiries_ended: '=',
    cancel_requested: '!paid',
  },
  // The provider said that it failed, so calling it open afterwards is not expected.
  failed: {
    ...CLOSED,
    inquiry_requires_action: '!closed',
    inquiry_processing: '!closed',
    inquiry_challenged: '!closed',
  },
  // We may have ended these ourselves, so the provider may still call them open.
  expired: CLOSED,
  canceled: CLOSED,
};

/** What the machine decides about: a provider's report, or an action on our side. */
export type Evidence =
  | { readonly source: 'command' | 'inquiry'; readonly report: PaymentReport; readonly note?: string | undefined }
  | { readonly source: 'clock'; readonly kind: 'time_up' | 'inquiries_ended' }
  | { readonly source: 'customer' | 'merchant'; readonly kind: 'cancel_requested'; readonly note?: string | undefined };

type ReportEvidence = Extract<Evidence, { readonly report: PaymentReport }>;

/** What is to be done. `to` equals the present status when it stays. */
export interface Decision {
  readonly to: PaymentStatus;
  readonly refused?: RefusedReason | undefined;
  readonly review?: Review | undefined;
  readonly reversed: boolean;
  /** The transaction that pays this payment. */
  readonly transactionId?: string | undefined;
  /** A transaction that was not reported before: it has an event of its own, also while a review is open already. */
  readonly furtherMoney?: boolean | undefined;
}

export interface TransitionContext {
  /** Another payment of the same checkout has paid it. */
  readonly paidByAnother: boolean;
  /** Nobody inquires about the payment any more: its end was a month ago. */
  readonly inquiriesEnded?: boolean | undefined;
  /** The checkout has ended, and this money does not pay it any more. */
  readonly tooLate?: boolean | undefined;
  /** The merchant has just decided about it, and the provider's answer may be older than that. */
  readonly justDecided?: boolean | undefined;
  /** We have refunded money of it, or requested that: a reversal that a provider reports is our own refund. */
  readonly returning?: boolean | undefined;
}

/** Total and pure: every status with every kind of evidence has a decision. */
export function decide(payment: Payment, evidence: Evidence, context: TransitionContext): Decision {
  const row = TRANSITIONS[payment.status];
  if ('kind' in evidence) return move(payment, row[evidence.kind]);
  if (!isAboutThis(payment, evidence)) return { ...stay(payment), refused: 'other_reference' };
  const cell = row[kindOf(evidence, context)];
  // The merchant is to decide, and an answer that it is open still decides nothing.
  const isLeft = payment.status === 'unknown' && context.inquiriesEnded === true;
  if (isLeft && (cell === 'requires_action' || cell === 'processing')) return stay(payment);
  return isNamed(cell) ? NAMED[cell](payment, evidence.report, context) : move(payment, cell);
}

function kindOf({ source, report: { outcome, challenged } }: ReportEvidence, context: TransitionContext): ReportKind {
  if (outcome === 'reversed' && context.returning === true) return 'refunded';
  if (source === 'inquiry' && outcome !== 'paid' && challenged === true) return 'inquiry_challenged';
  return `${source}_${outcome}`;
}

/** A report of money must repeat our reference; any other must not contradict it. */
function isAboutThis(payment: Payment, { source, report: { merchantReference, outcome } }: ReportEvidence): boolean {
  const ofMoney = source === 'inquiry' && (outcome === 'paid' || outcome === 'authorized' || outcome === 'reversed');
  return merchantReference === payment.merchantReference || (merchantReference === undefined && !ofMoney);
}

const stay = ({ status }: Payment): Decision => ({ to: status, reversed: false });

function move(payment: Payment, cell: Move): Decision {
  if (cell === '=') return stay(payment);
  if (isRefused(cell)) return { ...stay(payment), refused: cell.slice(1) as RefusedReason };
  return { to: cell, reversed: false };
}

const isRefused = (cell: Move): cell is `!${RefusedReason}` => cell.startsWith('!');

type NamedDecisions = Readonly<
  Record<NamedDecision, (payment: Payment, report: PaymentReport, context: TransitionContext) => Decision>
>;

const NAMED: NamedDecisions = {
  pay(payment, { money, transactionId }, { paidByAnother, tooLate }) {
    const expected = { amount: payment.capturedAmount ?? payment.amount, currency: payment.currency };
    if (money === undefined || !sameMoney(money, expected)) {
      const furtherMoney = !isReceived(payment, transactionId);
      return { to: 'processing', reversed: false, review: 'amount_differs', transactionId, furtherMoney };
    }
    const review = paidByAnother ? 'paid_twice' : tooLate === true ? 'paid_late' : undefined;
    return { to: 'succeeded', reversed: false, review, transactionId };
  },
  pay_late(payment, { transactionId }, { paidByAnother }) {
    const isKnown = isReceived(payment, transactionId);
    if (isKnown && (payment.review !== undefined || payment.received.length > 0))
      return { ...stay(payment), review: payment.review };
    const review = paidByAnother ? 'paid_twice' : 'paid_late';
    return { ...stay(payment), review, transactionId, furtherMoney: !isKnown };
  },
  pay_again(payment, report) {
    const isKnown = isReceived(payment, report.transactionId);
    if (isKnown || isPaidBy(payment, report)) return stay(payment);
    return { ...stay(payment), review: payment.review ?? 'paid_twice', furtherMoney: true };
  },
  reverse(payment, report) {
    if (!isPaidBy(payment, report)) return { ...stay(payment), refused: 'other_transaction' };
    return { ...stay(payment), reversed: payment.reversedAt === undefined };
  },
  same_transaction(payment, report) {
    return isPaidBy(payment, report) ? stay(payment) : { ...stay(payment), refused: 'other_transaction' };
  },
  challenge(payment, _report, { justDecided }) {
    const review = payment.review ?? (justDecided === true ? undefined : 'challenge');
    return { to: 'processing', reversed: false, review };
  },
};

const isNamed = (cell: Move | NamedDecision): cell is NamedDecision => Object.hasOwn(NAMED, cell);

/** The report is about the transaction that paid the payment, as far as both name one. */
const isPaidBy = (payment: Payment, report: PaymentReport): boolean =>
  payment.transactionId === undefined ||
  report.transactionId === undefined ||
  payment.transactionId === report.transactionId;
