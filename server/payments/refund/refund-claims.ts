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
 * Refunds that somebody made at the provider's side, so a verified notification says, where the provider offers no
 * question that would show it. What is claimed is hearsay: nothing is booked by it until a person accepts it.
 */

/** Claims of one payment that are kept at most. */
const MAX_CLAIMS = 20;

/**
 * Keeps what a notification claimed and raises the review `refund_unverified`, where no other review is open. Throws
 * {@link NotificationError} `deferred` where there is no room for it.
 *
 * @param isNew it was not stored before; a repeat is no entry in the history
 */
export async function recordRefundClaim(
  unitOfWork: UnitOfWork,
  { id }: Payment,
  report: RefundReport,
  isNew: boolean,
): Promise<void> {
  const { tx, now } = unitOfWork;
  // As it stands now: another part of the same notification may have been recorded before.
  const payment = await tx.findPayment(id);
  if (payment === undefined) return;
  if (isNew) await tx.appendHistory(id, { ...notificationEntry(payment, report, now), note: noteOf(report) });
  if (report.outcome === 'failed' || report.outcome === 'absent') return;
  const claims = payment.refundClaims ?? [];
  const claim: RefundClaim = { providerReferences: report.providerReferences, money: report.money, receivedAt: now };
  if (!claims.some((one) => isSame(one, claim))) {
    if (claims.length >= MAX_CLAIMS)
      throw new NotificationError('deferred', 'too many unverified refunds are claimed of one payment');
    await tx.updatePayment(id, { refundClaims: [...claims, claim] });
  }
  // Money may have come as well that nobody here knows of.
  if (receivedAmount(payment) === 0) await tx.scheduleJob({ kind: 'inquire', notified: true, key: id, runAt: now });
  await raiseRefundClaim(unitOfWork, id);
}

/**
 * A person has decided about the claim that is open: it is booked as a refund of the provider's side, or nothing moves.
 *
 * @throws {Refusal} `state_conflict` where what is claimed cannot be true
 */
export async function decideRefundClaim(unitOfWork: UnitOfWork, payment: Payment, isAccepted: boolean): Promise<void> {
  const { tx } = unitOfWork;
  const refunds = await tx.refundsOf(payment.id);
  const claim = openClaim(payment, refunds);
  if (claim === undefined) {
    if (isAccepted) throw new DomainError('state_conflict', 'The refund is explained by now; dismiss the review.');
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
    throw new DomainError('state_conflict', `The refund is said to be of ${money.currency}; dismiss the review.`);
  // Where no amount was told, it was the whole.
  const amount = money?.amount ?? left;
  if (amount <= 0 || amount > left)
    throw new DomainError(
      'state_conflict',
      `${amount} is said to have gone back, and ${left} is left; dismiss the review.`,
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
  money === undefined ? 'not verified; no amount was told' : `not verified; claimed: ${money.amount} ${money.currency}`;
