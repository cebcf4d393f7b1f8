import type { PaymentOutcome, PaymentRef, PaymentReport, ProviderRejection } from '../../../payments/ports/ports.ts';
import type { Transaction } from './build-inquiry.ts';
import type { ChannelRow } from '../channels.ts';
import { endOf, numberInstruction } from '../register/instruction.ts';
import type { TransactionStatus } from './read-inquiry.ts';
import { attemptOf, captureReferences, readReference, reversalOf } from '../transaction/payment-transactions.ts';

/**
 * What an inquiry's answer says about the payment. A number chosen on NICEPAY's page becomes the instruction.
 *
 * @param spokenOf money movements that notifications spoke of
 */
export function testify(
  transactionStatus: TransactionStatus,
  asked: Transaction,
  ref: Pick<PaymentRef, 'merchantReference' | 'money'>,
  row: ChannelRow,
  spokenOf: readonly string[] = [],
): PaymentReport {
  const outcome = outcomeFor(transactionStatus, asked, spokenOf);
  const ofMoney = outcome === 'paid' || outcome === 'authorized' || outcome === 'reversed';
  const open = outcome === 'requires_action' || outcome === 'processing';
  const isCapture = asked.referenceNo !== ref.merchantReference;
  return {
    subject: 'payment',
    outcome,
    merchantReference: referenceOf(transactionStatus, asked),
    providerReferences: isCapture
      ? captureReferences(attemptOf(asked), asked.tXid, { amount: asked.amount, currency: ref.money.currency })
      : { tXid: asked.tXid },
    transactionId: ofMoney ? asked.tXid : undefined,
    money: ofMoney ? transactionStatus.money : undefined,
    instruction: open
      ? numberInstruction(transactionStatus.providerStatus, transactionStatus.payMethod, row)
      : undefined,
    expiresAt: open ? endOf(transactionStatus.providerStatus) : undefined,
    failure: transactionStatus.failure,
    ...(isMoneyUnstated(transactionStatus) ? { rejection: unstated } : {}),
    savedToken: ofMoney || outcome === 'canceled' ? transactionStatus.savedToken : undefined,
    providerStatus: transactionStatus.word,
  };
}

const isMoneyUnstated = ({ outcome, money }: TransactionStatus): boolean =>
  (outcome === 'paid' || outcome === 'authorized') && money === undefined;

/** Money moved, and nobody can say how much: a person has to find out, for asking again will not tell. */
const unstated: ProviderRejection = {
  code: 'AMOUNT_NOT_STATED',
  message: 'paid or held, with an amount or a currency that cannot be read',
  mend: true,
  fix: "look the transaction up in NICEPAY's back office",
};

function outcomeFor(
  transactionStatus: TransactionStatus,
  { tXid }: Transaction,
  spokenOf: readonly string[],
): PaymentOutcome {
  const { outcome, taken } = transactionStatus;
  // Money that cannot be stated is money that is still being decided.
  if (isMoneyUnstated(transactionStatus)) return 'processing';
  // Whose capture that was is not known here: it died with the server, and its notification will teach it.
  if (outcome === 'paid' && taken) return 'processing';
  // A store or bank has told that it took the payment back, and the payment is indeed paid no longer.
  const gone = outcome === 'canceled' || outcome === 'expired' || outcome === 'requires_action';
  return gone && spokenOf.includes(reversalOf(tXid)) ? 'reversed' : outcome;
}

/** Ours only if NICEPAY repeats exactly what was asked about; a capture's reference names its payment. */
const referenceOf = ({ referenceNo }: TransactionStatus, asked: Transaction): string | undefined =>
  referenceNo === undefined || referenceNo !== asked.referenceNo
    ? referenceNo
    : readReference(referenceNo).merchantReference;
