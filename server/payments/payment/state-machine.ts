import { sameMoney } from '../../../shared/money.ts';
import type { PaymentStatus, Review } from '../../../shared/payment-status.ts';
import type { Payment } from '../model/model.ts';
import type { PaymentOutcome, PaymentReport } from '../ports/ports.ts';
import { isReceived } from '../notification/unconfirmed-reports.ts';

/*
 * THE state machine of a payment: one table and one pure function.
 *
 * `told`: the provider's answer to a command of ours. It may open, close or fail a payment, but never pay it.
 * `asked`: the provider's answer to an inquiry. Only this makes a payment authorized or succeeded.
 * A notice is in no column: it makes us ask.
 */
export type EvidenceKind =
  | `command_${Exclude<PaymentOutcome, 'reversed'>}`
  | `inquiry_${PaymentOutcome}`
  | 'time_up'
  | 'cancel_requested';

/** Why evidence moves nothing although it says something: kept in the history, and a reason to look. */
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

type Move = PaymentStatus | '=' | 'late' | 'reverse' | `!${RefusedReason}`;

type Row = Readonly<Record<EvidenceKind, Move>>;

/** Nobody has paid yet, and whatever the provider says of it is news. */
const OPEN: Row = {
  command_requires_action: 'requires_action',
  command_processing: 'processing',
  command_authorized: 'processing',
  command_paid: 'processing',
  command_failed: 'failed',
  command_expired: 'expired',
  command_canceled: 'canceled',
  command_unknown: 'unknown',
  inquiry_requires_action: 'requires_action',
  inquiry_processing: 'processing',
  inquiry_authorized: 'authorized',
  inquiry_paid: 'succeeded',
  inquiry_failed: 'failed',
  inquiry_expired: 'expired',
  inquiry_canceled: 'canceled',
  inquiry_reversed: '!never_paid',
  inquiry_unknown: '=',
  time_up: 'expired',
  cancel_requested: 'canceled',
};

/** Ended without money: only money is still heard. */
const CLOSED: Row = {
  command_requires_action: '!closed',
  command_processing: '!closed',
  command_authorized: '!closed',
  command_paid: '=',
  command_failed: '=',
  command_expired: '=',
  command_canceled: '=',
  command_unknown: '=',
  inquiry_requires_action: '=',
  inquiry_processing: '=',
  inquiry_authorized: '!closed',
  inquiry_paid: 'late',
  inquiry_failed: '=',
  inquiry_expired: '=',
  inquiry_canceled: '=',
  inquiry_reversed: '!never_paid',
  inquiry_unknown: '=',
  time_up: '=',
  cancel_requested: '=',
};

/** `=` a recorded no-op · `late` money after the end · `reverse` money taken back · `!…` a named refusal */
export const TRANSITIONS: Readonly<Record<PaymentStatus, Row>> = {
  // The call that opens it is on its way: it cannot be ended before its answer is there, or never will be.
  creating: { ...OPEN, time_up: 'unknown', cancel_requested: '!in_flight' },
  unknown: { ...OPEN, command_unknown: '=' },
  requires_action: { ...OPEN, command_requires_action: '=', inquiry_requires_action: '=' },
  // The customer has done their part, so neither the clock nor anybody's wish ends it.
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
    command_unknown: '=',
    inquiry_requires_action: '!backwards',
    inquiry_processing: '=',
    inquiry_authorized: '=',
    inquiry_paid: 'succeeded',
    inquiry_failed: 'failed',
    inquiry_expired: 'expired',
    inquiry_canceled: 'canceled',
    inquiry_reversed: 'canceled',
    inquiry_unknown: '=',
    time_up: '=',
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
    command_unknown: '=',
    inquiry_requires_action: '!backwards',
    inquiry_processing: '!backwards',
    inquiry_authorized: '!backwards',
    inquiry_paid: '=',
    inquiry_failed: '!backwards',
    inquiry_expired: '=',
    inquiry_canceled: '=',
    inquiry_reversed: 'reverse',
    inquiry_unknown: '=',
    time_up: '=',
    cancel_requested: '!paid',
  },
  // It said no, so a payment that it calls open after all is one that we do not understand.
  failed: { ...CLOSED, inquiry_requires_action: '!closed', inquiry_processing: '!closed' },
  // We may have ended these by ourselves: that the provider still has them open is to be expected.
  expired: CLOSED,
  canceled: CLOSED,
};

/** What the machine weighs: a provider's word, or an act of ours. */
export type Evidence =
  | { readonly source: 'command' | 'inquiry'; readonly report: PaymentReport }
  | { readonly source: 'clock'; readonly kind: 'time_up' }
  | { readonly source: 'customer' | 'merchant'; readonly kind: 'cancel_requested'; readonly note?: string | undefined };

/** What is to be done. `to` equals the present status when nothing moves. */
export interface Decision {
  readonly to: PaymentStatus;
  readonly refused?: RefusedReason | undefined;
  readonly review?: Review | undefined;
  readonly reversed: boolean;
  /** The money movement that pays this payment. */
  readonly transactionId?: string | undefined;
  /** Money came that nobody has been told of: each movement is told once, also under a review that stands already. */
  readonly furtherMoney?: boolean | undefined;
}

export interface TransitionContext {
  /** Another payment of the same checkout has paid it. */
  readonly paidByAnother: boolean;
  /** Its checkout has ended, and this money does not pay it any more. */
  readonly tooLate?: boolean | undefined;
  /** A person has just decided about it, and the provider's answer may be older than that. */
  readonly justDecided?: boolean | undefined;
  /** We had money of it returned, or have asked for that: what a provider says went back is ours then. */
  readonly returning?: boolean | undefined;
}

/** Total: every status with every kind of evidence is a move, a recorded no-op or a named refusal. Pure. */
export function decide(payment: Payment, evidence: Evidence, context: TransitionContext): Decision {
  const stay: Decision = { to: payment.status, reversed: false };
  if ('report' in evidence) {
    const { report } = evidence;
    if (!isAboutThis(payment, report, evidence.source)) return { ...stay, refused: 'other_reference' };
    if (evidence.source === 'inquiry' && report.outcome === 'paid') return decideMoney(payment, report, context);
    if (payment.status === 'succeeded' && report.outcome === 'reversed' && !isTheOne(payment, report)) {
      return { ...stay, refused: 'other_transaction' };
    }
    if (report.outcome === 'reversed' && context.returning === true) return stay;
    if (evidence.source === 'inquiry' && report.challenged === true) {
      const inquired = look(payment, 'inquiry_processing', stay);
      const review = payment.review ?? (context.justDecided === true ? undefined : 'challenge');
      return inquired.to === 'processing' ? { ...inquired, review } : inquired;
    }
  }
  return look(payment, kindOf(evidence), stay);
}

function look(payment: Payment, kind: EvidenceKind, stay: Decision): Decision {
  const move = TRANSITIONS[payment.status][kind];
  if (move === '=') return stay;
  if (move === 'late') return { ...stay, review: 'paid_late' };
  if (move === 'reverse') return { ...stay, reversed: payment.reversedAt === undefined };
  if (move.startsWith('!')) return { ...stay, refused: move.slice(1) as RefusedReason };
  return { ...stay, to: move as PaymentStatus };
}

/** The provider says that money came. Whether it is *this* payment's money, once and in full, is decided here. */
function decideMoney(payment: Payment, report: PaymentReport, { paidByAnother, tooLate }: TransitionContext): Decision {
  const stay: Decision = { to: payment.status, reversed: false };
  const { transactionId, money } = report;
  const isKnown = isReceived(payment, transactionId);
  const furtherMoney = !isKnown;
  if (payment.status === 'succeeded') {
    if (isKnown || isTheOne(payment, report)) return stay;
    return { ...stay, review: payment.review ?? 'paid_twice', furtherMoney };
  }
  const expected = { amount: payment.capturedAmount ?? payment.amount, currency: payment.currency };
  const move = TRANSITIONS[payment.status].inquiry_paid;
  if (move === 'late' && isKnown && (payment.review !== undefined || payment.received.length > 0))
    return { ...stay, review: payment.review };
  if (move === 'late')
    return { ...stay, review: paidByAnother ? 'paid_twice' : 'paid_late', transactionId, furtherMoney };
  if (money === undefined || !sameMoney(money, expected))
    return { ...stay, to: 'processing', review: 'amount_differs', transactionId, furtherMoney };
  const review = paidByAnother ? 'paid_twice' : tooLate === true ? 'paid_late' : undefined;
  return { ...stay, to: 'succeeded', review, transactionId };
}

/** What speaks of money must repeat our reference; anything else must not contradict it. */
const isAboutThis = (
  payment: Payment,
  { merchantReference, outcome }: PaymentReport,
  source: 'command' | 'inquiry',
): boolean => {
  const ofMoney = source === 'inquiry' && (outcome === 'paid' || outcome === 'authorized' || outcome === 'reversed');
  return merchantReference === payment.merchantReference || (merchantReference === undefined && !ofMoney);
};

const isTheOne = (payment: Payment, report: PaymentReport): boolean =>
  payment.transactionId === undefined ||
  report.transactionId === undefined ||
  payment.transactionId === report.transactionId;

function kindOf(evidence: Evidence): EvidenceKind {
  if ('kind' in evidence) return evidence.kind;
  const { outcome } = evidence.report;
  if (evidence.source === 'inquiry') return `inquiry_${outcome}`;
  // No command of ours is answered by a reversal; what says so is asked about like any other hint.
  return outcome === 'reversed' ? 'command_unknown' : `command_${outcome}`;
}
