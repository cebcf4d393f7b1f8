import type { PaymentOrder, PaymentRef } from '../../server/payments/ports/ports.ts';

/* What orders and references of providers' tests have in common; each provider adds its own ids, times and addresses. */

const virtualAccount = { channel: 'va_bca', money: { amount: 150_000, currency: 'IDR' }, country: 'ID' } as const;

export const ORDER_DEFAULTS = {
  ...virtualAccount,
  fields: {},
  capture: 'automatic',
  save: false,
  merchantInitiated: false,
} as const satisfies Partial<PaymentOrder>;

export const REF_DEFAULTS = { ...virtualAccount, usesSavedMethod: false } as const satisfies Partial<PaymentRef>;
