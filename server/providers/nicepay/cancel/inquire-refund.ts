import type { PaymentRef, ProviderRefunds, RefundRef, RefundReport } from '../../../payments/ports/ports.ts';
import { rowOf } from '../channels.ts';
import { inquireDecisiveTransaction } from '../inquire/decisive-transaction.ts';
import type { TransactionStatus } from '../inquire/read-inquiry.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { originalOf } from '../transaction/payment-transactions.ts';

/**
 * What became of a refund whose response was lost. NICEPAY has no refunds of their own, only the amount of a payment that
 * was returned. The refund succeeded if exactly its amount was returned beyond the refunds known before, and was not made
 * if less was. Anything else leaves it open.
 *
 * @throws {OutcomeUnknown} NICEPAY gave no usable response
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout, `cancelAmt`
 */
export async function inquireRefund(
  context: GatewayContext,
  ref: PaymentRef,
  { merchantReference, providerReferences, money, refundedBefore }: RefundRef,
  signal: AbortSignal,
): Promise<RefundReport[]> {
  if (money === undefined || refundedBefore === undefined) return [];
  const transactionStatus = await inquireStatusOf(context, ref, signal);
  if (transactionStatus === undefined) return [];
  const { outcome, canceledAmount } = transactionStatus;
  const isWhole = outcome === 'canceled' && refundedBefore === 0 && money.amount === transactionStatus.money?.amount;
  if (!isWhole && canceledAmount === undefined) return [];
  // Negative: the response is older than the refunds known before.
  const returnedSince = (canceledAmount ?? 0) - refundedBefore;
  const isDone = isWhole || returnedSince === money.amount;
  const isAbsent = outcome === 'paid' && returnedSince >= 0 && returnedSince < money.amount;
  if (!isDone && !isAbsent) return [];
  return [
    {
      subject: 'refund',
      outcome: isDone ? 'succeeded' : 'absent',
      merchantReference,
      providerReferences,
      money,
      providerStatus: `${transactionStatus.statusText}, canceled amount ${canceledAmount ?? '(unreadable)'}`,
    },
  ];
}

/** How much of a paid payment was returned, also from the back office. `undefined`: it cannot be determined. */
export async function inquireProviderRefunds(
  context: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<ProviderRefunds | undefined> {
  const transactionStatus = await inquireStatusOf(context, ref, signal);
  if (transactionStatus === undefined) return undefined;
  const { outcome, canceledAmount, money } = transactionStatus;
  if (outcome === 'paid') return canceledAmount === undefined ? undefined : { total: canceledAmount };
  return outcome === 'canceled' ? { total: money?.amount ?? ref.money.amount } : undefined;
}

async function inquireStatusOf(
  context: GatewayContext,
  ref: PaymentRef,
  signal: AbortSignal,
): Promise<TransactionStatus | undefined> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, context.settings.accounts);
  if (original === undefined) return undefined;
  return (await inquireDecisiveTransaction(context, { ref, row, original }, signal)).transactionStatus;
}
