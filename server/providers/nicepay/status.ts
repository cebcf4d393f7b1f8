import type { PaymentOutcome } from '../../payments/ports/ports.ts';

/**
 * `status` of an inquiry, by `payMethod`: the same digit means different things, only `0` is the same everywhere. This is
 * the main list of NICEPAY's documentation. A digit that only other lists have reads as `unknown`, so that it is inquired
 * again.
 *
 * A void or a refund reads as `canceled`: it closes an unpaid payment, and leaves a paid one as it is, whose money was
 * returned on the merchant's order. That a bank or store took the money back is told by a notification of a reversal, see
 * inquire/payment-report.ts.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-code-v2-payment-status-code
 */
const OUTCOMES: Readonly<Record<string, Readonly<Record<string, PaymentOutcome>>>> = {
  // Cards: void, refund, failed, initialised.
  '01': { '0': 'paid', '1': 'canceled', '2': 'canceled', '8': 'failed', '9': 'requires_action' },
  // Virtual accounts: reversal, unpaid, expired.
  '02': { '0': 'paid', '1': 'reversed', '3': 'requires_action', '4': 'expired' },
  // Stores: 5 is "ready to commit": the cashier has looked up the payment code and is about to confirm it.
  '03': { '0': 'paid', '3': 'requires_action', '4': 'expired', '5': 'processing' },
  // Clickpay: void or refund, unpaid, initialised.
  '04': { '0': 'paid', '1': 'canceled', '3': 'requires_action', '9': 'requires_action' },
  // Wallets: void, refund, unpaid, processing, expired, failed, initiated.
  '05': {
    '0': 'paid',
    '1': 'canceled',
    '2': 'canceled',
    '3': 'requires_action',
    '4': 'processing',
    '5': 'expired',
    '8': 'failed',
    '9': 'requires_action',
  },
  // Pay later: void, refund, unpaid, failed, initialised.
  '06': {
    '0': 'paid',
    '1': 'canceled',
    '2': 'canceled',
    '3': 'requires_action',
    '8': 'failed',
    '9': 'requires_action',
  },
  // QRIS: refund, unpaid, processing, expired, failed.
  '08': { '0': 'paid', '2': 'canceled', '3': 'requires_action', '4': 'processing', '5': 'expired', '6': 'failed' },
  // Domestic debit cards.
  '09': { '0': 'paid', '1': 'canceled', '2': 'canceled', '8': 'failed', '9': 'requires_action' },
  // Nothing chosen yet on NICEPAY's page: only what means the same for every method.
  '00': { '0': 'paid', '3': 'requires_action', '9': 'requires_action' },
};

export function outcomeOf(payMethod: string, status: string | undefined): PaymentOutcome {
  const column = Object.hasOwn(OUTCOMES, payMethod) ? OUTCOMES[payMethod] : undefined;
  const known = column !== undefined && status !== undefined && Object.hasOwn(column, status);
  return known ? (column[status] ?? 'unknown') : 'unknown';
}

/**
 * `status` of a notification, which is another list: 0 deposit, 1 reversal.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store
 */
export function notificationOutcome(status: string | undefined): PaymentOutcome {
  if (status === '0') return 'paid';
  return status === '1' ? 'reversed' : 'unknown';
}
