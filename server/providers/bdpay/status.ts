import type { PaymentOutcome, PayoutReport } from '../../payments/ports/ports.ts';

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

/** 2 is paid, 3 and 4 are not, 0, 1 and 5 go on; of anything else nobody knows. A number in one source is text in another. */
export function payoutOutcome(status: string | undefined): PayoutReport['outcome'] {
  switch (status) {
    case '2':
      return 'succeeded';
    case '3':
    case '4':
      return 'failed';
    case '0':
    case '1':
    case '5':
      return 'processing';
    default:
      return 'unknown';
  }
}
