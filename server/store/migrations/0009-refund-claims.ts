/** Refunds made at the provider's side that only notifications have reported. */
export const refundClaims: readonly string[] = [`ALTER TABLE payments ADD COLUMN refund_claims TEXT`];
