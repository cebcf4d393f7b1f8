import type { RefundStatus } from '../../../shared/payment-status.ts';
import type { PaymentOutcome, SavedMethodReport } from '../../payments/ports/ports.ts';

/* Xendit's words → ours. Open lists: a word that is not known says nothing, neither that it goes on nor that it failed. */

/** Payment requests. CANCELED has one L here. */
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

/** Payments: one money movement, or a try at one. */
export function paymentOutcome(status: string): PaymentOutcome {
  const outcome = requestOutcome(status);
  return outcome === 'requires_action' ? 'processing' : outcome;
}

/** Hosted pages. `COMPLETED` alone proves nothing: the payment behind it does. */
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

/** Refunds. CANCELLED has two L here. */
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
