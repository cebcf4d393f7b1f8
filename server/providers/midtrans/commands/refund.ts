import type {
  PaymentRef,
  ProviderRefunds,
  RefundOrder,
  RefundRef,
  RefundReport,
} from '../../../payments/ports/ports.ts';
import { OutcomeUnknown, Rejected } from '../../../payments/ports/ports.ts';
import { findRow } from '../channels.ts';
import { plainLine } from '../charge/items.ts';
import { readFailure } from '../errors/card-responses.ts';
import { hasCode } from '../errors.ts';
import { fetchStatus, statusTarget } from '../inquire/inquire-payment.ts';
import { readRefunds, readTransaction } from '../read.ts';
import { transactionSchema, type Transaction } from '../schema.ts';
import type { Send } from '../send.ts';
import { endCall, refundCall } from '../wire/api-call.ts';

/**
 * Refunds a payment, wholly or in part. Our reference is the `refund_key`: the same key is the same refund, however often
 * it is sent. A card that was charged and not settled yet (until the next afternoon) cannot be refunded; all of it can be
 * voided, which comes to the same.
 *
 * @see https://docs.midtrans.com/reference/refund-transaction
 */
export async function refund(
  send: Send,
  ref: PaymentRef,
  order: RefundOrder,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const body = {
    refund_key: order.merchantReference,
    amount: order.money.amount,
    reason: plainLine(order.reason, 255) ?? 'Requested by the merchant',
  };
  // Wallets and lenders give the money back at once; a card's bank takes its time.
  const isDirect = findRow(ref.channel, ref.country, ref.money.currency)?.type !== 'credit_card';
  try {
    const answer = await send(refundCall(statusTarget(ref), body, isDirect), transactionSchema, signal);
    return [readAnswer(answer, order)];
  } catch (error) {
    // Used before: it is ours, and its answer was lost.
    if (hasCode(error, '406')) throw new OutcomeUnknown('the refund was sent before: only an inquiry can tell');
    if (hasCode(error, '412') && order.full) return voidInstead(send, ref, order, error, signal);
    throw error;
  }
}

function readAnswer(transaction: Transaction, order: RefundOrder): RefundReport {
  const listed = ownRefund(transaction, order.merchantReference);
  if (listed !== undefined) return listed;
  const status = transaction.transaction_status.toLowerCase();
  if (status !== 'refund' && status !== 'partial_refund')
    throw new Rejected(readFailure(transaction), `the refund was refused: ${transaction.status_message ?? status}`, {
      rejection: { code: transaction.status_code ?? status, message: transaction.status_message, mend: false },
    });
  const id = transaction.refund_chargeback_id;
  return {
    subject: 'refund',
    outcome: 'processing',
    merchantReference: order.merchantReference,
    providerReferences: id === undefined ? {} : { refund: id },
    money: order.money,
    providerStatus: status,
  };
}

async function voidInstead(
  send: Send,
  ref: PaymentRef,
  order: RefundOrder,
  refusal: unknown,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const before = await fetchStatus(send, ref, signal);
  if (before.transaction_status.toLowerCase() !== 'capture') throw refusal;
  const transaction = await send(endCall(statusTarget(ref), 'cancel'), transactionSchema, signal);
  const voided = ownRefundOrVoid(transaction, ref, order);
  if (voided === undefined) throw new OutcomeUnknown('the void was not confirmed');
  return [voided];
}

/**
 * Among all refunds of the payment. A void in place of a refund has no key: it is ours where we have asked for all of the
 * money back.
 */
export async function inquireRefund(
  send: Send,
  ref: PaymentRef,
  refundRef: RefundRef,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const transaction = await fetchStatus(send, ref, signal);
  return [ownRefundOrVoid(transaction, ref, refundRef) ?? ABSENT];
}

const ABSENT: RefundReport = {
  subject: 'refund',
  outcome: 'absent',
  providerReferences: {},
  providerStatus: 'no such refund',
};

const ownRefund = (transaction: Transaction, key: string): RefundReport | undefined =>
  readRefunds(transaction).find(({ merchantReference }) => merchantReference === key);

function ownRefundOrVoid(
  transaction: Transaction,
  ref: PaymentRef,
  { merchantReference, money }: Pick<RefundRef, 'merchantReference' | 'money'>,
): RefundReport | undefined {
  const listed = ownRefund(transaction, merchantReference);
  if (listed !== undefined) return listed;
  const isVoid =
    transaction.transaction_status.toLowerCase() === 'cancel' &&
    ref.providerReferences['paid'] === transaction.transaction_id;
  if (!isVoid) return undefined;
  return {
    subject: 'refund',
    outcome: 'succeeded',
    merchantReference,
    providerReferences: { refund: `void of ${transaction.transaction_id}` },
    money,
    providerStatus: 'cancel',
  };
}

/** @see https://docs.midtrans.com/reference/get-transaction-status, `refunds` */
export async function inquireProviderRefunds(
  send: Send,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<ProviderRefunds | undefined> {
  const transaction = await fetchStatus(send, ref, signal);
  const { outcome } = readTransaction(transaction, ref.providerReferences);
  return outcome === 'paid' ? { refunds: readRefunds(transaction) } : undefined;
}
