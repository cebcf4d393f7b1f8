import type { Gateway, PaymentOrder, PaymentRef } from '../../../../../server/payments/ports/ports.ts';
import type { ProviderAnswer, ProviderCall } from '../../../../../server/providers/http.ts';
import type { MidtransSettings } from '../../../../../server/providers/midtrans/environment.ts';
import { connectMidtrans } from '../../../../../server/providers/midtrans/gateway.ts';
import { quietLog } from '../../../../support/quiet-log.ts';
import { ORDER_DEFAULTS, REF_DEFAULTS } from '../../../../support/order-defaults.ts';

/** 31 January 2026, 16:33:49 in Jakarta. */
export const NOW = Date.UTC(2026, 0, 31, 9, 33, 49);
export const HOUR = 3_600_000;
export const never = new AbortController().signal;
export const REFERENCE = 'pay01hzx3kz9q7m2v8r4t6w1y5n3c';
export const TRANSACTION = 'be03df7d-2f97-4c8c-a53c-8959f1b67295';

const settings: MidtransSettings = {
  serverKey: 'SB-Mid-server-abc123cde456',
  merchantId: 'G000000000',
  baseUrl: new URL('https://api.sandbox.midtrans.com'),
  snapBaseUrl: new URL('https://app.sandbox.midtrans.com/snap/v1'),
};

export const json = (body: unknown, status = 200): ProviderAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

/** As Midtrans prints the answer to a charge of a virtual account, with other fields. */
export const transaction = (over: object = {}): Record<string, unknown> => ({
  status_code: '201',
  status_message: 'Success, Bank Transfer transaction is created',
  transaction_id: TRANSACTION,
  order_id: REFERENCE,
  merchant_id: 'G000000000',
  gross_amount: '150000.00',
  currency: 'IDR',
  payment_type: 'bank_transfer',
  transaction_time: '2026-01-31 16:33:49',
  transaction_status: 'pending',
  fraud_status: 'accept',
  va_numbers: [{ bank: 'bca', va_number: '812785002530231' }],
  expiry_time: '2026-02-01 16:33:49',
  ...over,
});

export const failure = (code: string, message = 'refused'): object => ({
  status_code: code,
  status_message: message,
  id: 'b93dd1a9-6f3a-4a0c-9d4e-5d3b0c7a9f11',
});

export const anOrder = (over: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...ORDER_DEFAULTS,
  merchantReference: REFERENCE,
  expiresAt: NOW + 24 * HOUR,
  orderNumber: 'INV-7',
  customer: { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000' },
  returnUrl: 'https://pay.example/v1/return/pay_1',
  notificationUrl: 'https://pay.example/v1/notifications/midtrans',
  ...over,
});

export const aRef = (over: Partial<PaymentRef> = {}): PaymentRef => ({
  ...REF_DEFAULTS,
  merchantReference: REFERENCE,
  providerReferences: { transaction: TRANSACTION },
  createdAt: NOW,
  expiresAt: NOW + 24 * HOUR,
  ...over,
});

type Answer = ProviderAnswer | ((call: ProviderCall) => ProviderAnswer);

/** A gateway whose calls are answered in this order; the last answer repeats. */
export function wire(...answers: readonly [Answer, ...Answer[]]): {
  readonly gateway: Gateway;
  readonly calls: ProviderCall[];
} {
  const calls: ProviderCall[] = [];
  const gateway = connectMidtrans(settings, {
    fetch(call) {
      calls.push(call);
      const answer = answers[Math.min(calls.length, answers.length) - 1] ?? answers[0];
      return Promise.resolve(typeof answer === 'function' ? answer(call) : answer);
    },
    clock: { now: () => NOW },
    idGenerator: { next: () => 'id' },
    log: quietLog,
  });
  return { gateway, calls };
}

export const bodyOf = (call: ProviderCall | undefined): Record<string, unknown> =>
  JSON.parse(call?.body ?? '{}') as Record<string, unknown>;
