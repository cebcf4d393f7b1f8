import { parameter } from '../../http/path-parameter.ts';
import { optional, presentFailure, presentInquiries, presentTime } from '../../http/present/present-parts.ts';
import { answer } from '../../http/response.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadPaymentAtProvider } from '../../payments/core/payment-at-provider.ts';
import type { Failure, Refund } from '../../payments/model/model.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import type { PaymentDetail } from '../wire/payments.ts';
import { paymentActions } from './payment-actions.ts';
import { presentPaymentRow } from './payment-row.ts';
import { presentTimeline } from './present-timeline.ts';

/** One payment with all that happened to it, and what can be done. */
export const getPayment: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/payments/:id',
  steps: ({ domain }) => [async (ctx) => answer(ctx, 200, await paymentDetail(domain, parameter(ctx, 'id')))],
};

/** The most a page of history holds. */
const HISTORY_SHOWN = 100;

async function paymentDetail(domain: Domain, id: string): Promise<PaymentDetail> {
  const { payment, checkout, offer } = await loadPaymentAtProvider(domain, id);
  const { store } = domain;
  const [history, refunds, all, notifications, events] = await Promise.all([
    store.listHistory(id, { limit: HISTORY_SHOWN }),
    store.refundsOf(id),
    store.paymentsOf(checkout.id),
    store.notificationsAbout(payment.provider, id),
    store.eventsOf(checkout.id),
  ]);
  return {
    ...presentPaymentRow(payment, checkout.reference),
    checkoutId: checkout.id,
    checkoutStatus: checkout.status,
    expiresAt: presentTime(payment.expiresAt),
    updatedAt: presentTime(payment.updatedAt),
    merchantReference: payment.merchantReference,
    providerReferences: { ...payment.providerReferences },
    ...optional('failure', payment.failure && presentFailureInFull(payment.failure)),
    inquiries: presentInquiries(payment),
    refunds: refunds.map(presentRefundRow),
    others: all.filter((other) => other.id !== id).map((other) => presentPaymentRow(other, checkout.reference)),
    timeline: await presentTimeline(domain, { history: history.data.toReversed(), notifications, events }),
    isCut: history.nextCursor !== null,
    actions: await paymentActions(domain, payment, offer, refunds),
  };
}

/** With the provider's own code, which its support asks for. */
const presentFailureInFull = (failure: Failure): NonNullable<PaymentDetail['failure']> => ({
  ...presentFailure(failure),
  ...optional('providerCode', failure.providerCode),
  ...optional('reason', failure.reason),
});

export const presentRefundRow = ({ id, amount, currency, status, origin, createdAt }: Refund) => ({
  id,
  amount,
  currency,
  status,
  origin,
  createdAt: presentTime(createdAt),
});
