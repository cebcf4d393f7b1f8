import { isFinal, type PaymentStatus } from '../../../shared/payment-status.ts';
import type { ReconciliationResult } from '../../../shared/reconciliation.ts';
import { receivedAmount } from '../model/received-money.ts';
import type { Payment } from '../model/model.ts';
import type { PaymentReport } from '../ports/ports.ts';

/** Where the money is, which both sides must agree on: that a payment has failed or expired is the same. */
type Position = 'open' | 'authorized' | 'paid' | 'reversed' | 'ended';

const THERE: Readonly<Record<PaymentReport['outcome'], Position | undefined>> = {
  requires_action: 'open',
  processing: 'open',
  authorized: 'authorized',
  paid: 'paid',
  reversed: 'reversed',
  failed: 'ended',
  expired: 'ended',
  canceled: 'ended',
  unknown: undefined,
};

/** The provider may have several attempts of one payment: the one with money in it counts. */
const BY_WEIGHT: readonly Position[] = ['paid', 'authorized', 'reversed', 'open', 'ended'];

export function positionHere(payment: Pick<Payment, 'status' | 'reversedAt'>, received: number): Position {
  if (payment.reversedAt !== undefined) return 'reversed';
  if (received > 0) return 'paid';
  return positionOf(payment.status);
}

const positionOf = (status: PaymentStatus): Position =>
  status === 'authorized' ? 'authorized' : status === 'succeeded' ? 'paid' : isFinal(status) ? 'ended' : 'open';

/**
 * Compares a payment with the reports of an inquiry.
 *
 * @param reports those that are about it; `absent`: the provider does not know it
 */
export function comparePayment(payment: Payment, reports: readonly PaymentReport[] | 'absent'): ReconciliationResult {
  const received = receivedAmount(payment);
  const here = positionHere(payment, received);
  // What has ended without money may be forgotten there, or was never received.
  if (reports === 'absent') return here === 'ended' ? 'matched' : 'missing_there';
  const positions = reports.map(({ outcome }) => THERE[outcome]);
  const there = BY_WEIGHT.find((position) => positions.includes(position));
  if (there === undefined) return 'unanswered';
  if (there !== here) return 'status_differs';
  if (here === 'paid') return totalOf(reports, 'paid', payment) === received ? 'matched' : 'amount_differs';
  if (here === 'authorized')
    return totalOf(reports, 'authorized', payment) === payment.amount ? 'matched' : 'amount_differs';
  return 'matched';
}

/** The money of each transaction once. `undefined`: of one the amount is missing, or is in another currency. */
function totalOf(
  reports: readonly PaymentReport[],
  outcome: PaymentReport['outcome'],
  { currency }: Payment,
): number | undefined {
  const transactions = new Map<string, number>();
  for (const report of reports.filter((one) => one.outcome === outcome)) {
    if (report.money?.currency !== currency) return undefined;
    transactions.set(report.transactionId ?? '', report.money.amount);
  }
  return [...transactions.values()].reduce((sum, amount) => sum + amount, 0);
}
