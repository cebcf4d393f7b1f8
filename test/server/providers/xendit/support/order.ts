import type { PaymentOrder, PaymentRef } from '../../../../../server/payments/ports/ports.ts';
import { ORDER_DEFAULTS, REF_DEFAULTS } from '../../../../support/order-defaults.ts';

/** 2026-03-01T10:00:00Z */
export const NOW = Date.UTC(2026, 2, 1, 10);
export const HOUR = 3_600_000;

export const REQUEST = 'pr-1102feb0-bb79-47ae-9d1e-e69394d3949c';
export const PAYMENT = 'py-1402feb0-bb79-47ae-9d1e-e69394d3949c';
export const OTHER_PAYMENT = 'py-2402feb0-bb79-47ae-9d1e-e69394d3949c';
export const TOKEN = 'pt-cc3938dc-c2a5-43c4-89d7-7570793348c2';
export const SESSION = 'ps-661f87c614802d6c402cd82d';
export const REFUND = 'rfd-69e77490-d2cc-4bf3-8319-e064e121db93';
export const REFERENCE = 'pay01JX3Z9V7K2M4N6P8Q0R2S4T6';

/** An order for the gateway with its required fields only. */
export const anOrder = (over: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...ORDER_DEFAULTS,
  merchantReference: REFERENCE,
  expiresAt: NOW + 24 * HOUR,
  returnUrl: 'https://pay.shop.example/v1/return/pay_01JX3Z9V7K2M4N6P8Q0R2S4T6',
  notificationUrl: 'https://pay.shop.example/v1/notifications/xendit',
  ...over,
});

export const aRef = (over: Partial<PaymentRef> = {}): PaymentRef => ({
  ...REF_DEFAULTS,
  merchantReference: REFERENCE,
  providerReferences: { request: REQUEST },
  createdAt: NOW,
  expiresAt: NOW + 86_400_000,
  ...over,
});

/** Everything a checkout may tell about its customer. */
export const siti = {
  reference: 'siti.aminah+shop@example.com',
  name: 'Siti Nuraini Amina’h (“Ibu” Đào) 3rd',
  email: 'siti@example.com',
  phone: '+6281210002000',
  address: { line1: 'Jl. Melati 1', city: 'Jakarta', country: 'ID' },
} as const;
