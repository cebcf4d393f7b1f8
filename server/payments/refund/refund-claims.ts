import { NotificationError } from '../notification/notification-error.ts';
import { openClaim, raiseRefundClaim } from './raise-refund-claim.ts';
import type { Payment, RefundClaim } from '../model/model.ts';
import type { RefundReport } from '../ports/ports.ts';
import { keptAmount, receivedAmount } from '../model/received-money.ts';
import { notificationEntry } from '../notification/record-unconfirmed.ts';
import { DomainError } from '../core/domain-error.ts';
import { bookProviderRefund } from './apply-provider-refunds.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';

/*
 * Refund claims: a verified notification reports a refund made at the provider's side, and the provider has no inquiry
 * that would confirm it. Nothing is booked until the merchant accepts the claim.
 */

/** At most so many claims of one payment are kept. */
const MAX_CLAIMS = 20;

/**
 * Records a claim and raises the review `refund_unverified`, unless another review is open.
 *
 * @param isNew the notification was not stored before; a repeat gets no entry in the history
 * @throws {NotificationError} `deferred` where too many claims are recorded
 */
export async function recordRefundClaim(
  unitOfWork: UnitOfWork,
  { id }: Payment,
  report: RefundReport,
  isNew: boolean,
): Promise<void> {
  const { tx, now } = unitOfWork;
  // Read again: another report of the same notification may have changed it.
  const payment = await tx.findPayment(id);
  if (payment === undefined) return;
  if (isNew) await tx.appendHistory(id, { ...notificationEntry(payment, report, now), note: noteOf(report) });
  if (report.outcome === 'failed' || report.outcome === 'absent') return;
  const claims = payment.refundClaims ?? [];
  const claim: RefundClaim = { providerReferences: report.providerReferences, money: report.money, receivedAt: now };
  if (!claims.some((one) => isSame(one, claim))) {
    if (claims.length >= MAX_CLAIMS)
      throw new NotificationError('deferred', 'too many unverified refund claims for one payment');
    await tx.updatePayment(id, { refundClaims: [...claims, claim] });
  }
  // The payment may have been paid without that being known here.
  if (receivedAmount(payment) === 0) await tx.scheduleJob({ kind: 'inquire', notified: true, key: id, runAt: now });
  await raiseRefundClaim(unitOfWork, id);
}

/**
 * Carries out the merchant's decision about the open claim. Accepted, it is booked as a refund of the provider's side.
 *
 * @throws {DomainError} `state_conflict` where the claim cannot be true
 */
export async function decideRefundClaim(unitOfWork: UnitOfWork, payment: Payment, isAccepted: boolean): Promise<void> {
  const { tx } = unitOfWork;
  const refunds = await tx.refundsOf(payment.id);
  const claim = openClaim(payment, refunds);
  if (claim === undefined) {
    if (isAccepted) throw new DomainError('state_conflict', 'The refund is known already; dismiss the review.');
    return;
  }
  if (isAccepted) await accept(unitOfWork, payment, claim);
  const decided = payment.refundClaims?.map((one) => (one === claim ? { ...one, decided: true as const } : one));
  await tx.updatePayment(payment.id, { refundClaims: decided });
}

async function accept(
  unitOfWork: UnitOfWork,
  payment: Payment,
  { providerReferences, money }: RefundClaim,
): Promise<void> {
  const left = keptAmount(payment);
  if (money !== undefined && money.currency !== payment.currency)
    throw new DomainError('state_conflict', `The reported refund is in ${money.currency}; dismiss the review.`);
  // Without an amount it is the whole payment.
  const amount = money?.amount ?? left;
  if (amount <= 0 || amount > left)
    throw new DomainError(
      'state_conflict',
      `A refund of ${amount} is reported, and only ${left} is left; dismiss the review.`,
    );
  await bookProviderRefund(unitOfWork, payment, { amount, providerReferences }, 'merchant');
}

function isSame(a: RefundClaim, b: RefundClaim): boolean {
  const named = Object.entries(a.providerReferences);
  if (named.length > 0 || Object.keys(b.providerReferences).length > 0)
    return named.some(([name, value]) => b.providerReferences[name] === value);
  return a.money?.amount === b.money?.amount && a.money?.currency === b.money?.currency;
}

const noteOf = ({ money }: RefundReport): string =>
  money === undefined
    ? 'not verified; no amount was given'
    : `not verified; claimed: ${money.amount} ${money.currency}`;
