import {
  NotDelivered,
  Rejected,
  type PaymentRef,
  type RefundOrder,
  type RefundRef,
  type RefundReport,
  type ProviderRefunds,
} from '../../../payments/ports/ports.ts';
import { askFirst, notThere, rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import type { TransactionStatus } from '../inquire/read-inquiry.ts';
import { transactionStatusOf, type TransactionStatuses } from '../inquire/decisive-transaction.ts';
import { capturesOf, originalOf } from '../transaction/payment-transactions.ts';
import { cancel } from './cancel-payment.ts';

/**
 * Returns money: a cancel of what was paid, before its settlement a void, afterwards a refund, which NICEPAY tells
 * apart. How the payment stands is asked first, because of a page only that tells what it was paid with.
 */
export async function refund(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  order: RefundOrder,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const { transaction, transactionStatus } = await paidTransaction(gatewayContext, ref, signal);
  refuseImpossible(transactionStatus, order);
  const { payMethod } = transactionStatus;
  const { money, full, reason, merchantReference } = order;
  const providerStatus = await cancel(
    gatewayContext,
    transaction,
    { payMethod, amount: money.amount, full, reason },
    signal,
  );
  const id = providerStatus.text('canceltXid') ?? providerStatus.text('cancelReferenceNo');
  // Accepted is done: it is taken off the merchant's account, and how long a bank needs nobody can ask NICEPAY.
  return [
    {
      subject: 'refund',
      outcome: 'succeeded',
      merchantReference,
      providerReferences: id === undefined ? {} : { cancel: id },
      money,
      providerStatus: 'cancel 0000',
    },
  ];
}

async function paidTransaction(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<TransactionStatuses> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, gatewayContext.settings.accounts);
  if (original === undefined) throw notThere();
  for (const transaction of capturesOf(ref, gatewayContext.settings.accounts)) {
    const transactionStatus = await askFirst(gatewayContext, transaction, row, signal);
    if (transactionStatus.outcome === 'paid') return { transaction, transactionStatus };
  }
  return { transaction: original, transactionStatus: await askFirst(gatewayContext, original, row, signal) };
}

function refuseImpossible(
  { outcome, payMethod, money, canceled }: TransactionStatus,
  { money: wanted, full }: RefundOrder,
): void {
  const no = (code: 'channel_unavailable' | 'amount_not_allowed', why: string) =>
    new Rejected({ code, reason: why }, why);
  if (payMethod === '02')
    throw no('channel_unavailable', 'a paid virtual account cannot be refunded: return it by hand');
  if (payMethod === '03') throw no('channel_unavailable', 'a payment at a till cannot be refunded: return it by hand');
  if (outcome !== 'paid') throw no('channel_unavailable', `nothing is paid there: it is ${outcome}`);
  if (canceled === undefined) throw new NotDelivered('not sent: how much went back already cannot be read');
  if (money !== undefined && canceled + wanted.amount > money.amount) {
    throw no('amount_not_allowed', `of ${money.amount} NICEPAY has returned ${canceled} already`);
  }
  if (full && canceled > 0) throw no('amount_not_allowed', 'after a part was returned, not all can be');
}

/**
 * What became of a refund whose answer was lost. NICEPAY knows no refunds, only how much of a payment went back: it was
 * done if exactly that much went back, and not if less than it did beyond what is known of. Anything else leaves it open.
 */
export async function inquireRefund(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  { merchantReference, providerReferences, money, refundedBefore }: RefundRef,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, gatewayContext.settings.accounts);
  if (original === undefined || money === undefined || refundedBefore === undefined) return [];
  const { transactionStatus } = await transactionStatusOf(gatewayContext, { ref, row, original }, signal);
  const { outcome, canceled } = transactionStatus;
  const isWhole = outcome === 'canceled' && refundedBefore === 0 && money.amount === transactionStatus.money?.amount;
  if (!isWhole && canceled === undefined) return [];
  // Less than what is known of is an old answer.
  const since = (canceled ?? 0) - refundedBefore;
  const isDone = isWhole || since === money.amount;
  const isAbsent = outcome === 'paid' && since >= 0 && since < money.amount;
  if (!isDone && !isAbsent) return [];
  const providerStatus = `${transactionStatus.word}, ${canceled ?? 'something'} returned`;
  return [
    {
      subject: 'refund',
      outcome: isDone ? 'succeeded' : 'absent',
      merchantReference,
      providerReferences,
      money,
      providerStatus,
    },
  ];
}

/** How much of a paid payment went back, whoever canceled it. `undefined`: it cannot be told. */
export async function inquireProviderRefunds(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<ProviderRefunds | undefined> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, gatewayContext.settings.accounts);
  if (original === undefined) return undefined;
  const { transactionStatus } = await transactionStatusOf(gatewayContext, { ref, row, original }, signal);
  if (transactionStatus.outcome === 'paid')
    return transactionStatus.canceled === undefined ? undefined : { total: transactionStatus.canceled };
  return transactionStatus.outcome === 'canceled'
    ? { total: transactionStatus.money?.amount ?? ref.money.amount }
    : undefined;
}
