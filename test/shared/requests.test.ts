import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capturePaymentRequest } from '../../shared/api/capture-payment.ts';
import { confirmSessionPaymentRequest } from '../../shared/api/confirm-session-payment.ts';
import { createChargeRequest } from '../../shared/api/create-charge.ts';
import { createCheckoutRequest } from '../../shared/api/create-checkout.ts';
import { createSessionPaymentRequest } from '../../shared/api/create-session-payment.ts';
import { emptyRequest } from '../../shared/api/fields.ts';
import { refundPaymentRequest } from '../../shared/api/refund-payment.ts';
import { MAX_AMOUNT } from '../../shared/money.ts';

const order = { reference: 'order-1', amount: 1, currency: 'IDR', returnUrl: 'https://shop.example/' };

describe('request bodies', () => {
  it('are accepted at the limits', () => {
    for (const more of [
      {},
      { amount: MAX_AMOUNT },
      { reference: 'x'.repeat(100) },
      { country: 'PH' },
      { items: Array.from({ length: 100 }, () => ({ name: 'a', quantity: 100_000, unitAmount: 0 })) },
      { expiresAt: '2026-01-31T17:00:00+07:00' },
      { customer: {} },
      { customer: { reference: 'c', name: 'Siti', email: 'a@b', phone: '0812-1000-2000', address: { country: 'ID' } } },
      { installments: [1, 60] },
      { metadata: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'x'.repeat(500)])) },
      { capture: 'manual', savePayment: 'require' },
    ]) {
      const parsed = createCheckoutRequest.safeParse({ ...order, ...more });
      assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
    }
  });

  it('are refused just beyond the limits', () => {
    for (const more of [
      { amount: 0 },
      { amount: MAX_AMOUNT + 1 },
      { amount: 0.5 },
      { reference: 'x'.repeat(101) },
      { items: Array.from({ length: 101 }, () => ({ name: 'a', quantity: 1, unitAmount: 0 })) },
      { installments: [61] },
      { installments: [] },
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ''])) },
      { metadata: { ['k'.repeat(41)]: '' } },
      { metadata: { a: 'x'.repeat(501) } },
      { description: 'two\nlines' },
      { description: 'bell\u0007' },
      { description: null },
    ]) {
      assert.equal(
        createCheckoutRequest.safeParse({ ...order, ...more }).success,
        false,
        JSON.stringify(more).slice(0, 80),
      );
    }
  });

  it('have no unknown fields', () => {
    for (const [schema, body] of [
      [createCheckoutRequest, order],
      [createSessionPaymentRequest, { channel: 'va_bca' }],
      [createChargeRequest, { reference: 'r', amount: 1, currency: 'IDR', savedMethod: 'tok_1' }],
      [confirmSessionPaymentRequest, { otp: '123456' }],
      [capturePaymentRequest, {}],
      [refundPaymentRequest, {}],
      [emptyRequest, {}],
    ] as const) {
      assert.ok(schema.safeParse(body).success);
      assert.equal(schema.safeParse({ ...body, extra: 1 }).success, false);
    }
  });

  it('of a payment contain no amount', () => {
    for (const member of ['amount', 'currency', 'provider', 'price', 'total']) {
      assert.equal(createSessionPaymentRequest.safeParse({ channel: 'va_bca', [member]: 1 }).success, false, member);
    }
  });

  it('of a one-time password accept only what can be one', () => {
    for (const otp of ['1234', '123456', 'AB12CD'])
      assert.ok(confirmSessionPaymentRequest.safeParse({ otp }).success, otp);
    for (const otp of ['123', '1'.repeat(13), '12 34', '1234\n', '', '<b>1234</b>']) {
      assert.equal(confirmSessionPaymentRequest.safeParse({ otp }).success, false, otp);
    }
  });

  it('are checked in time proportional to their length', () => {
    const long = 'x@'.repeat(25_000);
    for (const more of [
      { reference: long },
      { customer: { email: `${long} ` } },
      { customer: { phone: '0'.repeat(50_000) } },
      { expiresAt: '2'.repeat(50_000) },
    ]) {
      assert.equal(createCheckoutRequest.safeParse({ ...order, ...more }).success, false);
    }
  });
});
