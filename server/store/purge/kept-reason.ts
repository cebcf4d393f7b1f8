/**
 * Why an old checkout or payout stays: it, or a payment or refund of it, is not final (`open`) or has changed since
 * (`recent`); a review waits for a decision; an event was not delivered; a job is scheduled; its saved method can still be
 * charged; its history does not verify, or is not linked yet (`ledger`).
 */
export const KEPT_REASONS = ['open', 'review', 'undelivered', 'scheduled', 'saved_method', 'recent', 'ledger'] as const;

export type KeptReason = (typeof KEPT_REASONS)[number];
