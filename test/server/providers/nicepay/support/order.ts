import type { PaymentOrder, PaymentRef } from '../../../../../server/payments/ports/ports.ts';
import { ORDER_DEFAULTS, REF_DEFAULTS } from '../../../../support/order-defaults.ts';

/** 2026-03-01T10:00:00Z, which is 17:00:00 in Jakarta. */
export const NOW = Date.UTC(2026, 2, 1, 10);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const REFERENCE = 'pay01JX3Z9V7K2M4N6P8Q0R2S4T6';
export const RETURN_URL = 'https://pay.shop.example/v1/return/pay_01JX3Z9V7K2M4N6P8Q0R2S4T6';
export const NOTIFY_URL = 'https://pay.shop.example/v1/notifications/nicepay';

/** As NICEPAY creates them: merchant id, payment method, date, time, six digits. */
export const tXidOf = (iMid: string, payMethod: string, tail = '000001'): string =>
  `${iMid.padEnd(10, '0')}${payMethod}202603011700${tail}`;

/** A customer with all the data that a checkout may have. */
export const SITI = {
  reference: 'siti',
  name: 'Siti Nuraini Amina’h (“Ibu” Đào) 3rd',
  email: 'siti@example.com',
  phone: '+6281210002000',
  address: { line1: 'Jl. Melati 1', city: 'Bandung', state: 'Jawa Barat', postalCode: '40111', country: 'ID' },
} as const;

/** An order with the required data only. */
export const anOrder = (over: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...ORDER_DEFAULTS,
  merchantReference: REFERENCE,
  expiresAt: NOW + DAY,
  returnUrl: RETURN_URL,
  notificationUrl: NOTIFY_URL,
  ...over,
});

export const aRef = (over: Partial<PaymentRef> = {}): PaymentRef => ({
  ...REF_DEFAULTS,
  merchantReference: REFERENCE,
  providerReferences: { tXid: tXidOf('VAMERCH001', '02') },
  createdAt: NOW,
  expiresAt: NOW + 86_400_000,
  returnUrl: RETURN_URL,
  notificationUrl: NOTIFY_URL,
  ...over,
});
