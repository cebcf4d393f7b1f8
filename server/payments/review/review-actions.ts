import type { PaymentStatus, Review } from '../../../shared/payment-status.ts';

/** What waits for a person: a review, or an outcome that nobody will ever know. */
export type ReviewQuestion = Review | 'unknown';
export type ReviewDecision = 'accept' | 'refund' | 'dismiss';

/**
 * What a decision does. `pay`: the money is the order's. `refund`: it goes back. `approve`, `deny`: the provider is told.
 * `book`: what is said to have gone back is a refund.
 * `nothing`: the question is closed. `to`: where the payment goes; absent: it stays. `no`: it cannot be decided so.
 */
export type ReviewAction =
  | { readonly does: 'pay' | 'approve' | 'deny' | 'book' }
  | { readonly does: 'refund' | 'nothing'; readonly to?: PaymentStatus }
  | { readonly does: 'no'; readonly why: string };

const no = (why: string): ReviewAction => ({ does: 'no', why });

/** THE table: who ends which review, and how. */
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
    refund: no('The money is said to have gone back already.'),
    dismiss: { does: 'nothing' },
  },
  challenge: {
    accept: { does: 'approve' },
    refund: { does: 'deny' },
    dismiss: { does: 'nothing', to: 'canceled' },
  },
  unknown: {
    accept: { does: 'pay' },
    refund: no('Nobody knows whether money came, so none can be returned.'),
    dismiss: { does: 'nothing', to: 'failed' },
  },
};
