import type { PaymentStatus, Review } from '../../../shared/payment-status.ts';

/** What the merchant has to decide: a review, or an unknown outcome. */
export type ReviewQuestion = Review | 'unknown';
export type ReviewDecision = 'accept' | 'refund' | 'dismiss';

/**
 * What a decision does. `pay`: the money pays the order. `refund`: the money is refunded. `approve`, `deny`: sent to
 * the provider. `book`: the refund claim is booked as a refund. `nothing`: the review is closed. `no`: the decision is
 * not possible. `to`: the new status of the payment; absent: it stays.
 */
export type ReviewAction =
  | { readonly does: 'pay' | 'approve' | 'deny' | 'book' }
  | { readonly does: 'refund' | 'nothing'; readonly to?: PaymentStatus }
  | { readonly does: 'no'; readonly why: string };

const no = (why: string): ReviewAction => ({ does: 'no', why });

/** What each decision does about each review. */
export const REVIEW_ACTIONS: Readonly<Record<ReviewQuestion, Readonly<Record<ReviewDecision, ReviewAction>>>> = {
  amount_differs: {
    accept: { does: 'pay' },
    refund: { does: 'refund', to: 'canceled' },
    dismiss: { does: 'nothing', to: 'canceled' },
  },
  paid_late: { accept: { does: 'pay' }, refund: { does: 'refund' }, dismiss: { does: 'nothing' } },
  paid_twice: {
    accept: no('The order is paid already; the further money can be refunded or the review dismissed.'),
    refund: { does: 'refund' },
    dismiss: { does: 'nothing' },
  },
  refund_unverified: {
    accept: { does: 'book' },
    refund: no('The provider reports that the money has been refunded already.'),
    dismiss: { does: 'nothing' },
  },
  challenge: {
    accept: { does: 'approve' },
    refund: { does: 'deny' },
    dismiss: { does: 'nothing', to: 'canceled' },
  },
  unknown: {
    accept: { does: 'pay' },
    refund: no('It is not known whether money was received, so none can be refunded.'),
    dismiss: { does: 'nothing', to: 'failed' },
  },
};
