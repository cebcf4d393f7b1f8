import type { PaymentOutcome } from '../../payments/ports/ports.ts';

/*
 * BDPay's words → ours. Open lists: a word that is not known says nothing, and is asked about again.
 */

/**
 * `wasPaid`: we have seen this order paid. `PAY_CANCEL` then means that the money went back. Otherwise the order has
 * ended unpaid, and since BDPay has no call that cancels one, what ended it is its time.
 */
export function paymentOutcome(status: string, wasPaid: boolean): PaymentOutcome {
  switch (status) {
    case 'INIT_ORDER':
    case 'NO_PAY':
    case 'OPEN_PAY_URL':
      return 'requires_action';
    case 'SUCCESS':
      return 'paid';
    case 'PAY_CANCEL':
      return wasPaid ? 'reversed' : 'expired';
    case 'PAY_ERROR':
      return 'failed';
    default:
      return 'unknown';
  }
}
