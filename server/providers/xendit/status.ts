import type { RefundStatus } from '../../../shared/payment-status.ts';
import type { PaymentOutcome, SavedMethodReport } from '../../payments/ports/ports.ts';

/* Xendit's statuses → ours. Open lists: an unknown status is `unknown`, which means neither pending nor failed. */

/**
 * Payment requests. CANCELED has one L here.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request, `status`
 */
export function requestOutcome(status: string): PaymentOutcome {
  switch (status) {
    case 'REQUIRES_ACTION':
    case 'ACCEPTING_PAYMENTS':
      return 'requires_action';
    case 'AUTHORIZED':
      return 'authorized';
    case 'SUCCEEDED':
      return 'paid';
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'canceled';
    case 'EXPIRED':
      return 'expired';
    case 'PENDING':
      return 'processing';
    default:
      return 'unknown';
  }
}

/**
 * Payments: one movement of money, or a failed one.
 *
 * @see https://docs.xendit.co/docs/payments-api-webhooks, `status` of a payment
 */
export function paymentOutcome(status: string): PaymentOutcome {
  const outcome = requestOutcome(status);
  return outcome === 'requires_action' ? 'processing' : outcome;
}

/**
 * Hosted pages. `COMPLETED` alone proves no payment: the payment request behind it does.
 *
 * @see https://docs.xendit.co/apidocs/create-session, `status`
 */
export function sessionOutcome(status: string): PaymentOutcome {
  switch (status) {
    case 'ACTIVE':
      return 'requires_action';
    case 'CANCELED':
      return 'canceled';
    case 'EXPIRED':
      return 'expired';
    case 'COMPLETED':
    case 'PENDING':
      return 'processing';
    default:
      return 'unknown';
  }
}

/**
 * Refunds. CANCELLED has two L here.
 *
 * @see https://docs.xendit.co/docs/refund-payment-request, `status`
 */
export function refundOutcome(status: string): RefundStatus {
  switch (status) {
    case 'SUCCEEDED':
      return 'succeeded';
    case 'FAILED':
    case 'CANCELLED':
    case 'CANCELED':
      return 'failed';
    case 'PENDING':
    case 'REQUIRES_ACTION':
      return 'processing';
    default:
      return 'unknown';
  }
}

/** @see https://docs.xendit.co/docs/create-a-token, `status` */
export function tokenOutcome(status: string): SavedMethodReport['outcome'] {
  switch (status) {
    case 'ACTIVE':
      return 'active';
    case 'FAILED':
    case 'EXPIRED':
    case 'CANCELED':
    case 'INACTIVE':
      return 'removed';
    default:
      return 'pending';
  }
}
