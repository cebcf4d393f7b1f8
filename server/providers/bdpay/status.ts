import type { PaymentOutcome, PayoutReport } from '../../payments/ports/ports.ts';

/*
 * BDPay's statuses → ours. Open lists: an unknown status is `unknown`, and is inquired about again.
 */

/**
 * `wasPaid`: we have seen this order paid; `PAY_CANCEL` then means a reversal. Otherwise the order ended unpaid, and since
 * BDPay has no call that cancels an order, it expired.
 *
 * @see https://document.bdpay.co.id, "order query", `status`
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

/**
 * 2 is paid, 3 and 4 have failed, 0, 1 and 5 are in progress.
 *
 * @see https://document.bdpay.co.id, "payout status", `status`
 */
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
