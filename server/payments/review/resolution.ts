import type { ReviewDecision } from './review-actions.ts';

/** The merchant's decision about a review or an unknown outcome. */
export interface Resolution {
  /** Reserved by the caller, `rf_…`; also the id of a refund that it makes. A repeat with it does nothing twice. */
  readonly id: string;
  readonly paymentId: string;
  readonly decision: ReviewDecision;
  readonly note: string;
  /** Who decided, for the history. */
  readonly by: string;
}
