/** The types of events that are sent to the storefront. */
export const EVENT_TYPES = [
  'checkout.paid',
  'checkout.expired',
  'checkout.canceled',
  'payment.requires_action',
  'payment.authorized',
  'payment.succeeded',
  'payment.failed',
  'payment.expired',
  'payment.canceled',
  'payment.refunded',
  'payment.reversed',
  'payment.review_required',
  'payment.review_resolved',
  'saved_method.activated',
  'saved_method.removed',
  'payout.succeeded',
  'payout.failed',
  'payout.review_required',
  'payout.resolved',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
