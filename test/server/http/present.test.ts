import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventBodySchema } from '../../../shared/api/event-view.ts';
import {
  checkoutViewSchema,
  paymentDetailSchema,
  paymentViewSchema,
  refundViewSchema,
  savedMethodViewSchema,
} from '../../../shared/api/views.ts';
import { FAILURE_CODES } from '../../../shared/payment-status.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import { FAILURE_MESSAGES } from '../../../server/http/failure-messages.ts';
import { presentCheckout, presentSessionCheckout } from '../../../server/http/present/present-checkout.ts';
import { presentEvent, renderEvent } from '../../../server/http/present/present-event.ts';
import { presentPayment, presentPaymentDetail } from '../../../server/http/present/present-payment.ts';
import { presentRefund } from '../../../server/http/present/present-refund.ts';
import { presentSavedMethod } from '../../../server/http/present/present-saved-method.ts';
import { type Checkout, type Payment, type Refund, type SavedMethod } from '../../../server/payments/model/model.ts';

const NO_APPS = [
  'intent://pay#Intent;scheme=dana;end',
  'tel:+62811',
  'sms:+62811',
  'market://details?id=x',
  'ms-msdt:/id',
  'javascript:alert(1)',
  ' dana://x',
  'da\nna://x',
];

const NOW = Date.UTC(2026, 0, 31, 10);

const checkout: Checkout = {
  id: 'co_1',
  reference: 'order-1',
  amount: 150_000,
  currency: 'IDR',
  country: 'ID',
  description: 'Kopi',
  items: [{ name: 'Kopi', quantity: 2, unitAmount: 75_000 }],
  customer: {
    reference: 'c-1',
    name: 'Siti',
    email: 's@example.com',
    phone: '+6281210002000',
    address: { line1: 'Jl. 1', city: 'Jakarta' },
  },
  returnUrl: 'https://shop.example/',
  expiresAt: NOW,
  channels: ['va_bca'],
  capture: 'automatic',
  savePayment: 'offer',
  installments: [3],
  metadata: { a: 'b' },
  status: 'open',
  sequence: 7,
  createdAt: NOW,
  updatedAt: NOW,
};

const payment: Payment = {
  id: 'pay_1',
  checkoutId: 'co_1',
  provider: 'INTERNAL-provider',
  channel: 'va_bca',
  merchantReference: 'INTERNAL-reference',
  amount: 150_000,
  currency: 'IDR',
  status: 'failed',
  expiresAt: NOW,
  instruction: { kind: 'virtual_account', bank: 'BCA', number: '123', accountName: 'Kopi', guide: 'va_bca' },
  fields: { phone: 'INTERNAL-phone' },
  device: { kind: 'mobile', os: 'INTERNAL-os' },
  providerReferences: { request: 'INTERNAL-id' },
  unconfirmed: [
    {
      providerReferences: { request: 'INTERNAL-heard' },
      transactionId: 'INTERNAL-heard',
      outcome: 'paid',
      receivedAt: 1,
      contradicted: 0,
    },
  ],
  quickStarts: [],
  inquiries: 0,
  received: [],
  transactionId: 'INTERNAL-transaction',
  failure: { code: 'declined', providerCode: 'INTERNAL-code' },
  review: 'paid_late',
  capturedAmount: 1,
  refundedAmount: 2,
  reversedAt: NOW,
  savedMethodId: 'tok_1',
  saveConsentAt: NOW,
  merchantInitiated: false,
  createdAt: NOW,
  updatedAt: NOW,
};

const method: SavedMethod = {
  id: 'tok_1',
  customerReference: 'INTERNAL-customer',
  provider: 'INTERNAL-provider',
  channel: 'ewallet_ovo',
  currency: 'IDR',
  country: 'ID',
  token: 'INTERNAL-token',
  label: 'OVO',
  masked: '08•••123',
  expiresAt: NOW,
  status: 'active',
  paymentId: 'pay_1',
  createdAt: NOW,
  updatedAt: NOW,
};

const refund: Refund = {
  id: 'rf_1',
  paymentId: 'pay_1',
  merchantReference: 'INTERNAL-reference',
  amount: 5,
  currency: 'IDR',
  status: 'failed',
  origin: 'api',
  reason: 'broken',
  providerReferences: { refund: 'INTERNAL-id' },
  unconfirmedReferences: { refund: 'INTERNAL-heard' },
  failure: { code: 'provider_error', providerCode: 'INTERNAL-code' },
  createdAt: NOW,
  updatedAt: NOW,
};

const history = [
  { at: NOW, source: 'inquiry', said: 'SUCCEEDED', from: 'processing', to: 'succeeded', note: 'x' },
] as const;

describe('views in responses', () => {
  const views = {
    payment: presentPayment(payment),
    detail: presentPaymentDetail(payment, history),
    checkout: presentCheckout(checkout, [payment]),
    session: presentSessionCheckout(checkout),
    refund: presentRefund(refund),
    method: presentSavedMethod(method),
    event: renderEvent(
      { type: 'payment.failed', at: NOW, sequence: 7 },
      { checkout, payments: [payment], payment, refund, savedMethod: method },
    ),
  };

  it('contain no field that only we or the provider may know', () => {
    for (const [name, view] of Object.entries(views)) assert.ok(!JSON.stringify(view).includes('INTERNAL'), name);
  });

  it('contain no data of the customer in a session', () => {
    for (const secret of ['Siti', 's@example.com', '81210002000', 'order-1', '"a"'])
      assert.ok(!JSON.stringify(views.session).includes(secret));
  });

  it('match the schemas, field by field', () => {
    assert.deepEqual(paymentViewSchema.parse(views.payment), views.payment);
    assert.deepEqual(paymentDetailSchema.parse(views.detail), views.detail);
    assert.deepEqual(checkoutViewSchema.parse(views.checkout), views.checkout);
    assert.deepEqual(refundViewSchema.parse(views.refund), views.refund);
    assert.deepEqual(savedMethodViewSchema.parse(views.method), views.method);
    const event: unknown = JSON.parse(views.event);
    assert.deepEqual(eventBodySchema.parse(event), event);
  });

  it('leave out absent fields; nothing is null', () => {
    const bare = presentPayment({
      ...payment,
      failure: undefined,
      review: undefined,
      reversedAt: undefined,
      savedMethodId: undefined,
    });
    assert.deepEqual(Object.keys(bare), [
      'id',
      'channel',
      'status',
      'amount',
      'currency',
      'expiresAt',
      'instruction',
      'refundedAmount',
      'createdAt',
      'updatedAt',
    ]);
  });

  it('have capturedAmount only after a partial capture', () => {
    const captured = (change: Partial<Payment>): unknown => presentPayment({ ...payment, ...change }).capturedAmount;
    assert.equal(captured({ status: 'succeeded', capturedAmount: 40_000 }), 40_000);
    assert.equal(captured({ status: 'succeeded', capturedAmount: payment.amount }), undefined);
    assert.equal(captured({ status: 'authorized', capturedAmount: 40_000 }), undefined, 'it is only asked for');
  });

  it('have times in UTC with milliseconds', () => {
    assert.equal(views.payment.createdAt, '2026-01-31T10:00:00.000Z');
  });

  it('contain no app link with an unknown scheme (S11)', () => {
    for (const appUrl of [...NO_APPS, 'unknownwallet://pay'])
      assert.deepEqual(
        presentPayment({
          ...payment,
          instruction: { kind: 'redirect', url: 'https://x.example', appUrl, method: 'GET' },
        }).instruction,
        { kind: 'redirect', url: 'https://x.example', method: 'GET' },
        appUrl,
      );
  });

  it('contain every kind of instruction completely', () => {
    const instructions: readonly Instruction[] = [
      { kind: 'redirect', url: 'https://x.example', appUrl: 'dana://x', method: 'GET' },
      {
        kind: 'form_post',
        action: 'https://x.example',
        fields: { a: 'b' },
        inputs: 'card',
        inputNames: { number: 'n', expiry: 'e', cvv: 'c', holder: 'h', email: 'm' },
        expiryFormat: 'YYMM',
      },
      { kind: 'virtual_account', bank: 'BCA', number: '1', accountName: 'a', qrPayload: 'q', guide: 'va_bca' },
      { kind: 'virtual_account', bank: 'Mandiri', number: '1', billerCode: '70012', guide: 'va_mandiri_bill' },
      {
        kind: 'retail_code',
        store: 'Alfamart',
        code: '1',
        barcode: 'code128',
        biller: 'NICEPAY',
        hours: { closedFrom: '23:00', closedUntil: '06:00', timeZone: 'Asia/Jakarta' },
        guide: 'g',
      },
      { kind: 'qr', format: 'qris', payload: 'p' },
      { kind: 'push', app: 'OVO', phone: '08•••', respondBy: '2026-01-31T10:00:00.000Z' },
      { kind: 'otp', sentTo: '08•••', length: 6 },
      { kind: 'none' },
    ];
    for (const instruction of instructions)
      assert.deepEqual(presentPayment({ ...payment, instruction }).instruction, instruction);
  });

  it('have a text for every failure code', () => {
    for (const code of FAILURE_CODES) assert.ok(FAILURE_MESSAGES[code].endsWith('.'), code);
  });

  it('show the delivery status of an event', () => {
    const stored = {
      id: 'evt_1',
      type: 'payment.failed',
      stream: 'co_1',
      sequence: 7,
      body: views.event,
      createdAt: NOW,
      deliveryAttempts: 0,
      deliveryExhausted: false,
    } as const;
    assert.deepEqual(presentEvent(stored, { status: 'held' }).delivery, { status: 'held', attempts: 0 });
    const refused = { ...stored, deliveryAttempts: 2, lastResponse: { at: NOW, status: 400 } };
    assert.deepEqual(presentEvent(refused, { status: 'refused', nextAt: NOW + 1 }).delivery, {
      status: 'refused',
      attempts: 2,
      lastAnswer: { at: '2026-01-31T10:00:00.000Z', status: 400 },
      nextAt: '2026-01-31T10:00:00.001Z',
    });
    assert.deepEqual(
      presentEvent({ ...stored, deliveryAttempts: 1, deliveredAt: NOW }, { status: 'delivered' }).delivery,
      {
        status: 'delivered',
        attempts: 1,
        deliveredAt: '2026-01-31T10:00:00.000Z',
      },
    );
    assert.equal(presentEvent(stored, { status: 'off' }).data?.sequence, 7);
  });
});
