import type { EventType } from '../../../shared/event-type.ts';
import type { CheckoutStatus, PaymentStatus, PayoutStatus } from '../../../shared/payment-status.ts';
import type { EventSubjects } from '../core/domain.ts';
import type { Checkout, Instant, Payment, Payout, SavedMethod } from '../model/model.ts';

/**
 * An id that nothing here can have: I, L and U are not among the digits of ids. A shop that takes a made-up event for a
 * real one finds no order of it.
 */
export const unrealId = (prefix: string, digits = '0000000000000000'): string => `${prefix}_UNREALTIAL${digits}`;

const REFERENCE = 'UNREAL-ORDER';
const AMOUNT = 150_000;

/** What a made-up event of each type is about. */
export function sampleSubjects(type: EventType, now: Instant): EventSubjects {
  if (type.startsWith('payout.')) return { payout: payout(type, now) };
  const paid = payment(type, now);
  const order = checkout(CHECKOUTS[type] ?? 'open', now);
  const common = { checkout: order, payments: [paid] };
  if (type.startsWith('checkout.')) return common;
  if (type.startsWith('saved_method.')) return { ...common, savedMethod: savedMethod(type, now) };
  return { ...common, payment: paid };
}

const CHECKOUTS: Readonly<Partial<Record<EventType, CheckoutStatus>>> = {
  'checkout.paid': 'paid',
  'checkout.expired': 'expired',
  'checkout.canceled': 'canceled',
  'payment.succeeded': 'paid',
  'payment.refunded': 'paid',
  'payment.reversed': 'paid',
  'payment.review_resolved': 'paid',
  'saved_method.activated': 'paid',
  'saved_method.removed': 'paid',
};

const PAYMENTS: Readonly<Partial<Record<EventType, PaymentStatus>>> = {
  'checkout.expired': 'expired',
  'checkout.canceled': 'canceled',
  'payment.requires_action': 'requires_action',
  'payment.authorized': 'authorized',
  'payment.failed': 'failed',
  'payment.expired': 'expired',
  'payment.canceled': 'canceled',
  'payment.review_required': 'processing',
};

const PAYOUTS: Readonly<Partial<Record<EventType, PayoutStatus>>> = {
  'payout.failed': 'failed',
  'payout.review_required': 'unknown',
};

const DAY_MS = 86_400_000;

const checkout = (status: CheckoutStatus, now: Instant): Checkout => ({
  id: unrealId('co'),
  reference: REFERENCE,
  amount: AMOUNT,
  currency: 'IDR',
  country: 'ID',
  returnUrl: 'https://shop.example/orders/unreal',
  expiresAt: now + DAY_MS,
  capture: 'automatic',
  savePayment: 'never',
  status,
  sequence: 1,
  createdAt: now,
  updatedAt: now,
});

function payment(type: EventType, now: Instant): Payment {
  const status = PAYMENTS[type] ?? 'succeeded';
  return {
    id: unrealId('pay'),
    checkoutId: unrealId('co'),
    provider: 'none',
    channel: 'va_bca',
    merchantReference: 'UNREAL',
    amount: AMOUNT,
    currency: 'IDR',
    status,
    expiresAt: now + DAY_MS,
    instruction: { kind: 'none' },
    fields: {},
    providerReferences: {},
    unconfirmed: [],
    quickStarts: [],
    inquiries: 0,
    received: status === 'succeeded' ? [{ transactionId: 'UNREAL', amount: AMOUNT, at: now }] : [],
    ...(status === 'failed' ? { failure: { code: 'provider_error' } } : {}),
    ...(type === 'payment.review_required' ? { review: 'amount_differs' } : {}),
    ...(type === 'payment.reversed' ? { reversedAt: now } : {}),
    refundedAmount: type === 'payment.refunded' ? AMOUNT : 0,
    merchantInitiated: false,
    createdAt: now,
    updatedAt: now,
  };
}

const savedMethod = (type: EventType, now: Instant): SavedMethod => ({
  id: unrealId('tok'),
  customerReference: 'UNREAL-CUSTOMER',
  provider: 'none',
  channel: 'card',
  currency: 'IDR',
  country: 'ID',
  token: '',
  label: 'Visa',
  masked: '•••• 0000',
  status: type === 'saved_method.removed' ? 'removed' : 'active',
  paymentId: unrealId('pay'),
  createdAt: now,
  updatedAt: now,
});

const payout = (type: EventType, now: Instant): Payout => ({
  id: unrealId('po'),
  provider: 'none',
  reference: 'UNREAL-PAYOUT',
  merchantReference: 'UNREAL',
  amount: AMOUNT,
  currency: 'IDR',
  bankCode: '000',
  accountNumber: '0000000000',
  accountName: 'UNREAL',
  description: 'made up',
  feeBearer: 'merchant',
  status: PAYOUTS[type] ?? 'succeeded',
  ...(type === 'payout.failed' ? { failure: { code: 'account_invalid' } } : {}),
  providerReferences: {},
  madeBy: 'none',
  sequence: 1,
  createdAt: now,
  updatedAt: now,
});
