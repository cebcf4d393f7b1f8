import type { PaymentDetail, PaymentItem, PaymentView, StorefrontPaymentView } from '../../../shared/api/views.ts';
import type { HistoryEntry, Payment } from '../../payments/model/model.ts';
import { receivedAmount } from '../../payments/model/received-money.ts';
import { presentInstruction } from './present-instruction.ts';
import { optional, presentEntry, presentFailure, presentTime } from './present-parts.ts';

/*
 * Views are built from domain objects field by field, never by spreading a row: a new column stays internal until a line
 * here publishes it.
 */

export function presentPayment(payment: Payment): PaymentView {
  return {
    id: payment.id,
    channel: payment.channel,
    status: payment.status,
    amount: payment.amount,
    currency: payment.currency,
    expiresAt: presentTime(payment.expiresAt),
    instruction: presentInstruction(payment.instruction),
    ...optional('failure', payment.failure && presentFailure(payment.failure)),
    ...optional('review', payment.review),
    ...optional('capturedAmount', partlyCapturedAmount(payment)),
    refundedAmount: payment.refundedAmount,
    ...optional('reversedAt', payment.reversedAt === undefined ? undefined : presentTime(payment.reversedAt)),
    ...optional('savedMethod', payment.savedMethodId),
    createdAt: presentTime(payment.createdAt),
    updatedAt: presentTime(payment.updatedAt),
  };
}

/** For the storefront's server, with what could not be decrypted marked as unreadable. */
export const presentStorefrontPayment = (payment: Payment): StorefrontPaymentView => ({
  ...presentPayment(payment),
  ...(payment.unreadable ? { instruction: null, unreadable: true } : {}),
  ...optional('receivedAmount', differingReceivedAmount(payment)),
});

/** The amount received, if any was and it is not the amount asked for. */
function differingReceivedAmount(payment: Payment): number | undefined {
  const received = receivedAmount(payment);
  return received === 0 || received === payment.amount ? undefined : received;
}

/** Without the history, as in lists. */
export const presentPaymentItem = (payment: Payment): PaymentItem => ({
  ...presentStorefrontPayment(payment),
  checkoutId: payment.checkoutId,
});

/** `capturedAmount` is stored before the capture is sent, so it only counts once the payment has succeeded. */
const partlyCapturedAmount = ({ status, amount, capturedAmount }: Payment): number | undefined =>
  status === 'succeeded' && capturedAmount !== amount ? capturedAmount : undefined;

export function presentPaymentDetail(payment: Payment, history: readonly HistoryEntry[]): PaymentDetail {
  return { ...presentPaymentItem(payment), history: history.map(presentEntry) };
}
