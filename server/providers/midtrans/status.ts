import type { PaymentOutcome } from '../../payments/ports/ports.ts';
import type { Transaction } from './schema.ts';

/** What a transaction has come to, before money and references are looked at. */
export interface TransactionOutcome {
  readonly outcome: PaymentOutcome;
  /** The fraud detection leaves the decision to the merchant. */
  readonly isChallenged: boolean;
}

/**
 * `transaction_status` with `fraud_status` → ours. Open lists: an unknown status is `unknown`, which means neither pending
 * nor failed. `status_code` is not looked at: samples of one status have several.
 *
 * @param wasPaid an earlier inquiry has seen this very transaction paid: what ends it now is a reversal
 * @see https://docs.midtrans.com/docs/transaction-status
 */
export function outcomeOf(
  { transaction_status: status, fraud_status: fraud, settlement_time: settledAt }: TransactionStatus,
  wasPaid: boolean,
): TransactionOutcome {
  const isDenied = /^den(?:y|ied)$/i.test(fraud ?? '');
  const isChallenged = /^challenged?$/i.test(fraud ?? '');
  switch (status.toLowerCase()) {
    case 'pending':
      return plain('requires_action');
    case 'authorize':
      return isDenied ? plain('failed') : { outcome: 'authorized', isChallenged };
    case 'capture':
      if (isDenied) return plain('failed');
      return isChallenged ? { outcome: 'processing', isChallenged } : plain('paid');
    case 'settlement':
    case 'refund':
    case 'partial_refund':
    case 'partial_chargeback':
      return plain('paid');
    case 'deny':
      // A bank or store took back a payment that it had reported: known for Permata, Mandiri and Indomaret.
      return plain(wasPaid || settledAt !== undefined ? 'reversed' : 'failed');
    case 'cancel':
      // Of a card that was charged, a void: the money never reaches the merchant.
      return plain(wasPaid ? 'reversed' : 'canceled');
    case 'chargeback':
      return plain('reversed');
    case 'expire':
      return plain('expired');
    case 'failure':
      return plain('failed');
    default:
      return plain('unknown');
  }
}

type TransactionStatus = Pick<Transaction, 'transaction_status' | 'fraud_status' | 'settlement_time'>;

const plain = (outcome: PaymentOutcome): TransactionOutcome => ({ outcome, isChallenged: false });

/** For the history: `capture, challenge`. */
export const statusText = ({ transaction_status: status, fraud_status: fraud }: TransactionStatus): string =>
  fraud === undefined || fraud.toLowerCase() === 'accept' ? status : `${status}, ${fraud}`;
