import { required } from '../../http/context.ts';
import { presentTime } from '../../http/present/present-parts.ts';
import { answer } from '../../http/response.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Payment } from '../../payments/model/model.ts';
import { UNKNOWN_FOR_MS } from '../../payments/review/raise-unknown-review.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { presentRefundRow } from '../payments/get-payment.ts';
import { paymentRows } from '../payments/payment-row.ts';
import { reviewRefundAmount } from '../payments/review-refund-amount.ts';
import { presentPayoutRow } from '../payouts/payout-row.ts';
import type { AttentionView } from '../wire/overview.ts';

/** What waits for a person: reviews, outcomes that stay unknown, payouts to approve. */
export const getAttention: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/attention',
  steps: ({ domain }) => [
    async (ctx) => answer(ctx, 200, await attention(domain, required(ctx.state.operator, 'requireOperator'))),
  ],
};

type Item = AttentionView['payments'][number];

async function attention(domain: Domain, operator: string): Promise<AttentionView> {
  const { store, clock } = domain;
  const found = await store.undecided(clock.now() - UNKNOWN_FOR_MS);
  const refunded = await Promise.all(found.unknownRefunds.map(({ paymentId }) => store.findPayment(paymentId)));
  const byId = new Map(
    [...found.reviews, ...found.unknownPayments, ...refunded.filter((one) => one !== undefined)].map(
      (payment): [string, Payment] => [payment.id, payment],
    ),
  );
  const rows = new Map((await paymentRows(domain, [...byId.values()])).map((row) => [row.id, row]));
  const items: Item[] = [];
  const add = (paymentId: string, item: Omit<Item, 'payment'>): void => {
    const payment = rows.get(paymentId);
    if (payment !== undefined) items.push({ ...item, payment });
  };
  for (const payment of found.reviews) {
    const { id, review, reviewSince, updatedAt } = payment;
    if (review === undefined) continue;
    const refundAmount = await reviewRefundAmount(domain, payment);
    add(id, { question: review, since: presentTime(reviewSince ?? updatedAt), refundAmount });
  }
  for (const { id, unknownSince, updatedAt } of found.unknownPayments)
    add(id, { question: 'unknown', since: presentTime(unknownSince ?? updatedAt), refundAmount: 0 });
  for (const refund of found.unknownRefunds)
    add(refund.paymentId, {
      question: 'refund_unknown',
      since: presentTime(refund.unknownSince ?? refund.updatedAt),
      refundAmount: 0,
      refund: presentRefundRow(refund),
    });
  return {
    payments: items.toSorted(bySince),
    payouts: [
      ...found.unknownPayouts.map((payout) => ({
        question: 'unknown' as const,
        since: presentTime(payout.unknownSince ?? payout.updatedAt),
        payout: presentPayoutRow(payout, operator),
      })),
      ...found.awaitingApproval.map((payout) => ({
        question: 'approval' as const,
        since: presentTime(payout.createdAt),
        payout: presentPayoutRow(payout, operator),
      })),
    ].toSorted(bySince),
  };
}

const bySince = (a: { readonly since: string }, b: { readonly since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0;
