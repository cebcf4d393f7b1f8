import type { PaymentRecord } from '../../../shared/api/list-payment-records.ts';
import type { Payment } from '../../payments/model/model.ts';
import { receivedAmount } from '../../payments/model/received-money.ts';
import { optional, presentTime } from './present-parts.ts';

/** For reconciling: with the references that the provider's statements have, and without personal data. */
export const presentPaymentRecord = (payment: Payment): PaymentRecord => ({
  id: payment.id,
  checkoutId: payment.checkoutId,
  provider: payment.provider,
  channel: payment.channel,
  status: payment.status,
  ...optional('review', payment.review),
  amount: payment.amount,
  currency: payment.currency,
  receivedAmount: receivedAmount(payment),
  refundedAmount: payment.refundedAmount,
  merchantReference: payment.merchantReference,
  references: [
    ...new Set([
      ...Object.values(payment.providerReferences),
      ...payment.received.map(({ transactionId }) => transactionId),
      ...(payment.transactionId === undefined ? [] : [payment.transactionId]),
    ]),
  ],
  createdAt: presentTime(payment.createdAt),
  ...optional('receivedAt', payment.received[0] && presentTime(payment.received[0].at)),
});
