/** The statuses of a payment. The widget's texts explain them to the customer. */
export const PAYMENT_STATUSES = [
  'creating',
  'requires_action',
  'processing',
  'authorized',
  'succeeded',
  'failed',
  'expired',
  'canceled',
  'unknown',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const CHECKOUT_STATUSES = ['open', 'paid', 'expired', 'canceled'] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** The reviews that the customer is informed about. */
export const CUSTOMER_REVIEWS = ['amount_differs', 'paid_twice', 'paid_late'] as const;
export type CustomerReview = (typeof CUSTOMER_REVIEWS)[number];

export const REVIEWS = [...CUSTOMER_REVIEWS, 'refund_unverified', 'challenge'] as const;
/** Why the merchant has to review a payment. */
export type Review = (typeof REVIEWS)[number];

export const REFUND_STATUSES = ['processing', 'succeeded', 'failed', 'unknown'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Who made a refund: the shop through the API, or somebody at the provider's side. */
export const REFUND_ORIGINS = ['api', 'provider'] as const;
export type RefundOrigin = (typeof REFUND_ORIGINS)[number];

export const PAYOUT_STATUSES = ['awaiting_approval', 'processing', 'unknown', 'succeeded', 'failed'] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

const FINAL: ReadonlySet<PaymentStatus> = new Set(['succeeded', 'failed', 'expired', 'canceled']);

/** Only a movement of money (a late payment, a refund, a reversal) can still change a final payment. */
export const isFinal = (status: PaymentStatus): boolean => FINAL.has(status);

/** Why a payment failed. Each code has a text for the customer in the widget. */
export const FAILURE_CODES = [
  'declined',
  'insufficient_funds',
  'card_declined',
  'card_inactive',
  'card_expired',
  'card_invalid_number',
  'card_invalid_expiry',
  'card_wrong_cvv',
  'card_unsupported',
  'limit_exceeded',
  'authentication_failed',
  'account_invalid',
  'account_blocked',
  'saved_method_invalid',
  'otp_invalid',
  'otp_expired',
  'otp_attempts_exceeded',
  'customer_canceled',
  'customer_unreachable',
  'amount_not_allowed',
  'channel_unavailable',
  'expired',
  'provider_error',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];
