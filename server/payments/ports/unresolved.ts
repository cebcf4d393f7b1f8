import type { Review } from '../../../shared/payment-status.ts';
import type { Instant } from '../model/instant.ts';
import type { JobKind } from './jobs.ts';

/**
 * Why money waits for a person: a review; or an outcome that is unknown, of a payment, a refund or a payout.
 */
export const UNRESOLVED_REASONS = ['unknown', 'refund_unknown', 'payout_unknown'] as const;
export type UnresolvedReason = Review | (typeof UNRESOLVED_REASONS)[number];

/** How much money waits for a person for one reason. */
export interface Unresolved {
  readonly reason: UnresolvedReason;
  readonly count: number;
  /** Since when the oldest has been waiting. */
  readonly oldestSince: Instant;
}

/** A payment, refund or payout that its provider may still change, and about which no inquiry is scheduled. */
export interface Unwatched {
  readonly kind: Extract<JobKind, 'inquire' | 'inquire_refund' | 'inquire_payout'>;
  readonly key: string;
}
