import type { PaymentOutcome, PaymentRef, PaymentReport, ProviderRejection } from '../../../payments/ports/ports.ts';
import { captureNumberOf, captureReferences, parseReference } from '../capture/capture-reference.ts';
import type { ChannelRow } from '../channels.ts';
import { expiryOf, numberInstruction } from '../register/number-instruction.ts';
import { reversalOf } from '../transaction/payment-transactions.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { TransactionStatus } from './read-inquiry.ts';

/**
 * Translates the response to an inquiry into a report on the payment. A number that the customer chose on NICEPAY's page
 * becomes the payment's instruction.
 *
 * @param transaction the inquired transaction: the payment's own, or that of a capture
 * @param notifiedTransactions transactions and reversals that notifications announced
 */
export function toPaymentReport(
  transactionStatus: TransactionStatus,
  transaction: Transaction,
  ref: Pick<PaymentRef, 'merchantReference' | 'money'>,
  row: ChannelRow,
  notifiedTransactions: readonly string[] = [],
): PaymentReport {
  const { fields, money, payMethod } = transactionStatus;
  const { tXid, referenceNo, amount } = transaction;
  const outcome = outcomeFor(transactionStatus, transaction, notifiedTransactions);
  const movedMoney = outcome === 'paid' || outcome === 'authorized' || outcome === 'reversed';
  const isOpen = outcome === 'requires_action' || outcome === 'processing';
  const isCapture = referenceNo !== ref.merchantReference;
  return {
    subject: 'payment',
    outcome,
    merchantReference: referenceOf(transactionStatus, transaction),
    providerReferences: isCapture
      ? captureReferences(captureNumberOf(referenceNo), tXid, { amount, currency: ref.money.currency })
      : { tXid },
    transactionId: movedMoney ? tXid : undefined,
    money: movedMoney ? money : undefined,
    instruction: isOpen ? numberInstruction(fields, payMethod, row) : undefined,
    expiresAt: isOpen ? expiryOf(fields) : undefined,
    failure: transactionStatus.failure,
    ...(isAmountUnreadable(transactionStatus) ? { rejection: AMOUNT_UNREADABLE } : {}),
    savedToken: movedMoney || outcome === 'canceled' ? transactionStatus.savedToken : undefined,
    providerStatus: transactionStatus.statusText,
  };
}

const isAmountUnreadable = ({ outcome, money }: TransactionStatus): boolean =>
  (outcome === 'paid' || outcome === 'authorized') && money === undefined;

/** Money moved, and no inquiry will tell how much: a person has to look it up. */
const AMOUNT_UNREADABLE: ProviderRejection = {
  code: 'AMOUNT_NOT_STATED',
  message: 'paid or authorized, but the amount or currency cannot be read',
  mend: true,
  fix: "look up the transaction in NICEPAY's back office",
};

function outcomeFor(
  transactionStatus: TransactionStatus,
  { tXid }: Transaction,
  notifiedTransactions: readonly string[],
): PaymentOutcome {
  const { outcome, isCaptured } = transactionStatus;
  // Until the amount is known, the payment is not final.
  if (isAmountUnreadable(transactionStatus)) return 'processing';
  // Captured by a transaction whose id was lost with the process that sent it. Its notification will name it.
  if (outcome === 'paid' && isCaptured) return 'processing';
  // A notification said that a store or bank took the payment back, and the payment is indeed no longer paid.
  const isPaidNoLonger = outcome === 'canceled' || outcome === 'expired' || outcome === 'requires_action';
  return isPaidNoLonger && notifiedTransactions.includes(reversalOf(tXid)) ? 'reversed' : outcome;
}

/** Our reference if NICEPAY returns exactly the one that was inquired (for a capture, that of its payment), else NICEPAY's. */
const referenceOf = ({ referenceNo }: TransactionStatus, transaction: Transaction): string | undefined =>
  referenceNo === undefined || referenceNo !== transaction.referenceNo
    ? referenceNo
    : parseReference(referenceNo).merchantReference;
