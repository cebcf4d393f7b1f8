import {
  NotDelivered,
  Rejected,
  type PaymentRef,
  type RefundOrder,
  type RefundReport,
} from '../../../payments/ports/ports.ts';
import { rowOf } from '../channels.ts';
import type { InquiredTransaction } from '../inquire/decisive-transaction.ts';
import { inquireBeforeCommand } from '../inquire/inquire-transaction.ts';
import type { TransactionStatus } from '../inquire/read-inquiry.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { capturesOf, originalOf, unknownTransaction } from '../transaction/payment-transactions.ts';
import { cancelTransaction } from './cancel-transaction.ts';

/**
 * Refunds a payment: a cancel of what was paid, which NICEPAY turns into a void before settlement and into a refund
 * afterwards. An inquiry goes first, because for NICEPAY's page only it tells how the customer paid.
 *
 * @throws {Rejected} the payment cannot be refunded at NICEPAY, or not by this amount
 * @throws {NotDelivered} nothing was refunded, and the refund may be tried again
 * @throws {OutcomeUnknown} the cancel was sent and its outcome is unknown
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card
 */
export async function refund(
  context: GatewayContext,
  ref: PaymentRef,
  order: RefundOrder,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const { transaction, transactionStatus } = await inquirePaidTransaction(context, ref, signal);
  assertRefundable(transactionStatus, order);
  const { payMethod } = transactionStatus;
  const { money, full, reason, merchantReference } = order;
  const cancellation = { payMethod, amount: money.amount, full, reason };
  const fields = await cancelTransaction(context, transaction, cancellation, signal);
  const id = fields.text('canceltXid') ?? fields.text('cancelReferenceNo');
  return [
    {
      subject: 'refund',
      // Accepted is final: the money is deducted from the merchant's account, and there is no call that tells when it
      // arrives at the customer's bank.
      outcome: 'succeeded',
      merchantReference,
      providerReferences: id === undefined ? {} : { cancel: id },
      money,
      providerStatus: 'cancel 0000',
    },
  ];
}

async function inquirePaidTransaction(
  context: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<InquiredTransaction> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, context.settings.accounts);
  if (original === undefined) throw unknownTransaction();
  for (const transaction of capturesOf(ref, context.settings.accounts)) {
    const transactionStatus = await inquireBeforeCommand(context, transaction, row, signal);
    if (transactionStatus.outcome === 'paid') return { transaction, transactionStatus };
  }
  return { transaction: original, transactionStatus: await inquireBeforeCommand(context, original, row, signal) };
}

function assertRefundable(
  { outcome, payMethod, money, canceledAmount }: TransactionStatus,
  { money: requested, full }: RefundOrder,
): void {
  const rejected = (code: 'channel_unavailable' | 'amount_not_allowed', reason: string) =>
    new Rejected({ code, reason }, reason);
  if (payMethod === '02')
    throw rejected('channel_unavailable', 'a paid virtual account cannot be refunded: refund it outside the provider');
  if (payMethod === '03')
    throw rejected('channel_unavailable', 'a store payment cannot be refunded: refund it outside the provider');
  if (outcome !== 'paid') throw rejected('channel_unavailable', `the transaction is not paid but ${outcome}`);
  if (canceledAmount === undefined)
    throw new NotDelivered('the refund was not sent: the amount refunded so far cannot be read');
  if (money !== undefined && canceledAmount + requested.amount > money.amount) {
    throw rejected('amount_not_allowed', `NICEPAY has refunded ${canceledAmount} of ${money.amount} already`);
  }
  if (full && canceledAmount > 0)
    throw rejected('amount_not_allowed', 'a full refund is not possible after a partial refund');
}
