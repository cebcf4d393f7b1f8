import type { ChannelCode } from '../../../shared/channel.ts';
import type { CheckoutStatus, CustomerReview, FailureCode, PaymentStatus } from '../../../shared/payment-status.ts';
import { INSTRUCTIONS, type FakeBffOptions } from '../../../widget/testing/index.ts';
import type { GalleryState, States } from '../state.ts';

const ended = (payment: NonNullable<FakeBffOptions['payment']>): GalleryState => ({ fake: { payment } });

/** Every status, so that a new one does not compile without a state. */
export const STATUS_STATES: Readonly<Record<PaymentStatus, States>> = {
  creating: { 'being created': ended({ status: 'creating', instruction: INSTRUCTIONS.none }) },
  requires_action: { 'a number to pay to': ended({ status: 'requires_action' }) },
  processing: { 'the provider works on it': ended({ channel: 'ewallet_dana', status: 'processing' }) },
  unknown: {
    'nobody knows, without a number': ended({ status: 'unknown' }),
    'nobody knows, after the provider’s page': ended({ channel: 'ewallet_dana', status: 'unknown' }),
  },
  authorized: { 'money is held': ended({ channel: 'card', status: 'authorized' }) },
  succeeded: {
    paid: ended({ status: 'succeeded' }),
    'paid and partly refunded': ended({ status: 'succeeded', refundedAmount: 50_000 }),
    'captured in part': ended({ channel: 'card', status: 'succeeded', capturedAmount: 100_000 }),
    reversed: ended({ channel: 'card', status: 'succeeded', reversedAt: '2026-11-22T13:00:00.000Z' }),
  },
  failed: { 'without a reason': ended({ channel: 'ewallet_dana', status: 'failed' }) },
  expired: {
    'a number': ended({ status: 'expired' }),
    'a push': ended({ channel: 'ewallet_ovo', status: 'expired', instruction: INSTRUCTIONS.push }),
  },
  canceled: {
    'a number': {
      fake: { payment: {} },
      act: async ({ fake, find }) => {
        await find('.instruction');
        fake.report({ status: 'canceled' });
        await find('.result');
      },
    },
  },
};

/** On which channel each failure is usual; a new one does not compile without. */
const FAILS_ON: Readonly<Record<FailureCode, ChannelCode>> = {
  declined: 'ewallet_dana',
  insufficient_funds: 'ewallet_ovo',
  card_declined: 'card',
  card_inactive: 'card',
  card_expired: 'card',
  card_invalid_number: 'card',
  card_invalid_expiry: 'card',
  card_wrong_cvv: 'card',
  card_unsupported: 'card',
  limit_exceeded: 'ewallet_gopay',
  authentication_failed: 'card',
  account_invalid: 'direct_debit_bri',
  account_blocked: 'direct_debit_bri',
  saved_method_invalid: 'ewallet_ovo',
  otp_invalid: 'direct_debit_bri',
  otp_expired: 'direct_debit_bri',
  otp_attempts_exceeded: 'direct_debit_bri',
  customer_canceled: 'ewallet_shopeepay',
  customer_unreachable: 'ewallet_ovo',
  amount_not_allowed: 'ewallet_linkaja',
  channel_unavailable: 'va_bca',
  expired: 'qris',
  provider_error: 'va_mandiri',
};

export const FAILURES: States = Object.fromEntries(
  Object.entries(FAILS_ON).map(([code, channel]): [string, GalleryState] => [
    code,
    { fake: { payment: { channel, status: 'failed' } }, prepare: (fake) => void fake.fail(code as FailureCode) },
  ]),
);

/** What the customer is told of a payment that a person has to look at. */
export const REVIEWS: Readonly<Record<CustomerReview, GalleryState>> = {
  amount_differs: ended({ status: 'processing', review: 'amount_differs' }),
  paid_twice: ended({ status: 'succeeded', review: 'paid_twice' }),
  paid_late: ended({ status: 'expired', review: 'paid_late' }),
};

/** The order itself is over, without a payment. */
export const CHECKOUT_ENDS: Readonly<Record<Exclude<CheckoutStatus, 'open'>, GalleryState>> = {
  paid: { fake: { checkout: { status: 'paid' }, payment: { channel: 'qris', status: 'succeeded' } } },
  expired: { fake: { checkout: { status: 'expired' } } },
  canceled: { fake: { checkout: { status: 'canceled' } } },
};
