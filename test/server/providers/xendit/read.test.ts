import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findRow } from '../../../../server/providers/xendit/channels.ts';
import {
  readPayment,
  readRefund,
  readRequest,
  readSession,
  readToken,
  toMoney,
} from '../../../../server/providers/xendit/read.ts';
import {
  paymentRequestSchema,
  paymentSchema,
  paymentTokenSchema,
  refundSchema,
  sessionSchema,
} from '../../../../server/providers/xendit/schema.ts';
import {
  aPaidRequest,
  aRequest,
  aSession,
  aToken,
  aVendorPayment,
  aVendorRefund,
  VA_NUMBER,
} from './support/objects.ts';
import { NOW, PAYMENT, REFERENCE, REFUND, REQUEST, SESSION, TOKEN } from './support/order.ts';

const base = new URL('https://api.xendit.co');
const request = (over: Parameters<typeof aRequest>[0] = {}) =>
  readRequest(paymentRequestSchema.parse(aRequest(over)), {
    row: findRow('va_bca', 'ID', 'IDR'),
    base,
    createdAt: NOW,
  });
const payment = (over: Parameters<typeof aVendorPayment>[0] = {}) =>
  readPayment(paymentSchema.parse(aVendorPayment(over)));
const session = (over: Parameters<typeof aSession>[0] = {}) => readSession(sessionSchema.parse(aSession(over)), base);
const refund = (over: Parameters<typeof aVendorRefund>[0] = {}) => readRefund(refundSchema.parse(aVendorRefund(over)));
const token = (over: Parameters<typeof aToken>[0] = {}) => readToken(paymentTokenSchema.parse(aToken(over)));

const IDR_150K = { amount: 150_000, currency: 'IDR' };

describe('a payment request', () => {
  test('waiting for the customer', () => {
    assert.deepEqual(request(), {
      subject: 'payment',
      outcome: 'requires_action',
      merchantReference: REFERENCE,
      providerReferences: { request: REQUEST },
      transactionId: undefined,
      money: undefined,
      instruction: {
        kind: 'virtual_account',
        bank: 'BCA',
        number: VA_NUMBER,
        accountName: 'Siti Aminah',
        guide: 'va_bca',
      },
      expiresAt: Date.UTC(2026, 2, 2, 10),
      failure: undefined,
      savedToken: undefined,
      providerStatus: 'REQUIRES_ACTION',
    });
  });

  test('every status, and unknown ones', () => {
    const outcomes: Readonly<Record<string, string>> = {
      ACCEPTING_PAYMENTS: 'requires_action',
      REQUIRES_ACTION: 'requires_action',
      PENDING: 'processing',
      AUTHORIZED: 'authorized',
      SUCCEEDED: 'paid',
      FAILED: 'failed',
      CANCELED: 'canceled',
      EXPIRED: 'expired',
      ' SUCCEEDED ': 'paid',
      CANCELLED: 'unknown',
      VERIFIED: 'unknown',
      succeeded: 'unknown',
      constructor: 'unknown',
    };
    for (const [status, outcome] of Object.entries(outcomes))
      assert.equal(request({ status }).outcome, outcome, status);
  });

  test('paid: by the payment that it names; without one by the request itself', () => {
    const named = request({ status: 'SUCCEEDED', latest_payment_id: PAYMENT });
    assert.deepEqual(
      [named.transactionId, named.money, named.providerReferences],
      [PAYMENT, IDR_150K, { request: REQUEST, payment: PAYMENT }],
    );
    const nameless = request({ status: 'SUCCEEDED' });
    assert.deepEqual(
      [nameless.outcome, nameless.transactionId, nameless.providerReferences],
      ['paid', REQUEST, { request: REQUEST }],
    );
  });

  test('paid, but the amount cannot be read: not paid yet', () => {
    for (const over of [
      { request_amount: null },
      { request_amount: 150000.5 },
      { request_amount: -1 },
      { currency: 'USD' },
      { currency: null },
    ]) {
      const report = request({ status: 'SUCCEEDED', latest_payment_id: PAYMENT, ...over });
      assert.deepEqual([report.outcome, report.transactionId, report.money], ['processing', undefined, undefined]);
    }
  });

  test('failed, with a reason', () => {
    assert.deepEqual(request({ status: 'FAILED', failure_code: 'INSUFFICIENT_BALANCE' }).failure, {
      code: 'insufficient_funds',
      providerCode: 'INSUFFICIENT_BALANCE',
    });
    assert.deepEqual(request({ status: 'FAILED' }).failure, { code: 'declined' });
    assert.equal(request({ failure_code: 'INSUFFICIENT_BALANCE' }).failure, undefined);
  });

  test('a token counts only when this payment created it', () => {
    const saved = { status: 'SUCCEEDED', latest_payment_id: PAYMENT, payment_token_id: TOKEN };
    assert.equal(request({ ...saved, type: 'PAY_AND_SAVE' }).savedToken, TOKEN);
    assert.equal(request({ ...saved, type: 'PAY' }).savedToken, undefined);
    assert.equal(request({ ...saved, type: 'PAY_AND_SAVE', status: 'PENDING' }).savedToken, undefined);
  });

  test('fields of other types count as absent; without id or status the object is not read', () => {
    const odd = request({
      reference_id: 7,
      latest_payment_id: null,
      channel_properties: 'x',
      actions: {},
      created: 0,
      metadata: [],
    });
    assert.deepEqual(
      [odd.outcome, odd.merchantReference, odd.instruction, odd.expiresAt],
      ['requires_action', undefined, undefined, undefined],
    );
    for (const broken of [{ payment_request_id: '' }, { payment_request_id: 1 }, { status: null }, { status: '' }]) {
      assert.equal(paymentRequestSchema.safeParse(aRequest(broken)).success, false);
    }
    for (const body of [null, undefined, [], 'x', 1]) assert.equal(paymentRequestSchema.safeParse(body).success, false);
  });
});

describe('a payment', () => {
  test('paid: the sum of the captures, not the requested amount', () => {
    assert.deepEqual(payment().money, IDR_150K);
    assert.deepEqual(payment({ captures: [{ capture_amount: 100000 }, { capture_amount: 20000 }] }).money, {
      amount: 120_000,
      currency: 'IDR',
    });
    assert.deepEqual(
      payment({ currency: 'PHP', captures: [{ capture_amount: 10000.01 }, { capture_amount: '0.10' }] }).money,
      { amount: 1_000_011, currency: 'PHP' },
    );
  });

  test('paid without captures: the requested amount', () => {
    for (const captures of [undefined, null, []]) assert.deepEqual(payment({ captures }).money, IDR_150K);
  });

  test('captures that cannot be read are not guessed', () => {
    assert.equal(payment({ captures: [{ capture_amount: 100000 }, { capture_amount: 0.5 }] }).outcome, 'processing');
    assert.equal(paymentSchema.safeParse(aVendorPayment({ captures: [{}] })).success, false);
    assert.equal(paymentSchema.safeParse(aVendorPayment({ captures: 'all' })).success, false);
  });

  test('every status', () => {
    const outcomes: Readonly<Record<string, string>> = {
      PENDING: 'processing',
      AUTHORIZED: 'authorized',
      SUCCEEDED: 'paid',
      FAILED: 'failed',
      CANCELED: 'canceled',
      EXPIRED: 'expired',
      REQUIRES_ACTION: 'processing',
      WHATEVER: 'unknown',
    };
    for (const [status, outcome] of Object.entries(outcomes))
      assert.equal(payment({ status }).outcome, outcome, status);
  });

  test('authorized: the amount, and the payment that holds it', () => {
    const held = payment({ status: 'AUTHORIZED', captures: undefined });
    assert.deepEqual(
      [held.money, held.transactionId, held.providerReferences],
      [IDR_150K, PAYMENT, { request: REQUEST, payment: PAYMENT }],
    );
  });

  test('a failed try has no amount and is not kept as the payment', () => {
    const failed = payment({ status: 'FAILED', failure_code: 'INVALID_CVV', captures: undefined });
    assert.deepEqual(
      [failed.transactionId, failed.money, failed.providerReferences],
      [undefined, undefined, { request: REQUEST }],
    );
    assert.deepEqual(failed.failure, { code: 'card_declined', providerCode: 'INVALID_CVV' });
  });

  test('a token', () => {
    assert.equal(payment({ type: 'PAY_AND_SAVE', payment_token_id: TOKEN }).savedToken, TOKEN);
    assert.equal(payment({ type: 'PAY', payment_token_id: TOKEN }).savedToken, undefined);
    assert.equal(payment({ type: 'PAY_AND_SAVE', payment_token_id: TOKEN, status: 'FAILED' }).savedToken, undefined);
  });
});

describe('a hosted page', () => {
  test('open', () => {
    assert.deepEqual(session(), {
      subject: 'payment',
      outcome: 'requires_action',
      merchantReference: REFERENCE,
      providerReferences: { session: SESSION },
      instruction: { kind: 'redirect', url: 'https://xen.to/kGxPCi60', method: 'GET' },
      expiresAt: Date.UTC(2026, 2, 1, 10, 30),
      providerStatus: 'session ACTIVE',
    });
  });

  test('every status: only the payment behind it can be paid', () => {
    const outcomes = {
      ACTIVE: 'requires_action',
      PENDING: 'processing',
      COMPLETED: 'processing',
      EXPIRED: 'expired',
      CANCELED: 'canceled',
      NEW: 'unknown',
    };
    for (const [status, outcome] of Object.entries(outcomes))
      assert.equal(session({ status }).outcome, outcome, status);
    assert.equal(session({ status: 'EXPIRED' }).instruction, undefined);
  });

  test('a URL that is not safe', () => {
    for (const url of [null, 'javascript:alert(1)', 'http://xen.to/x'])
      assert.equal(session({ payment_link_url: url }).instruction, undefined);
  });
});

test('a refund: every status, with one L or two', () => {
  const outcomes = {
    PENDING: 'processing',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed',
    CANCELLED: 'failed',
    CANCELED: 'failed',
    REQUIRES_ACTION: 'processing',
    WHATEVER: 'unknown',
  };
  for (const [status, outcome] of Object.entries(outcomes)) assert.equal(refund({ status }).outcome, outcome, status);
  assert.deepEqual(refund(), {
    subject: 'refund',
    outcome: 'processing',
    merchantReference: 'rf01JX3Z9V7K2M4N6P8Q0R2S4T6',
    providerReferences: { refund: REFUND },
    paymentReferences: { request: REQUEST, payment: PAYMENT },
    money: { amount: 50_000, currency: 'IDR' },
    failure: undefined,
    providerStatus: 'PENDING',
  });
  assert.deepEqual(refund({ status: 'FAILED', failure_code: 'ACCOUNT_NOT_FOUND' }).failure, {
    code: 'account_invalid',
    providerCode: 'ACCOUNT_NOT_FOUND',
  });
});

describe('a token', () => {
  test('every status; an unknown one does not end it', () => {
    const outcomes = {
      ACTIVE: 'active',
      REQUIRES_ACTION: 'pending',
      PENDING: 'pending',
      FAILED: 'removed',
      EXPIRED: 'removed',
      CANCELED: 'removed',
      INACTIVE: 'removed',
      ASLEEP: 'pending',
    };
    for (const [status, outcome] of Object.entries(outcomes)) assert.equal(token({ status }).outcome, outcome, status);
  });

  test('the masked account, and never a balance', () => {
    const card = token({
      channel_properties: {
        card_details: { masked_card_number: '400000XXXXXX1091', expiry_month: '12', expiry_year: '2027' },
      },
    });
    assert.equal(card.masked, '•••• 1091');
    assert.equal(card.expiresAt, Date.UTC(2028, 0, 1) - 1);
    assert.equal(
      token({ token_details: { account_number: '081210002000', account_balance: '99999' } }).masked,
      '•••• 2000',
    );
    assert.equal(token().masked, undefined);
    assert.equal(token({ token_details: { account_number: '1234' } }).masked, undefined);
    assert.equal(JSON.stringify(token()).includes('1000001'), false);
  });

  test('an invalid expiry', () => {
    for (const [expiry_month, expiry_year] of [
      ['13', '2027'],
      ['00', '2027'],
      ['12', '27'],
      ['x', 'y'],
      [undefined, '2027'],
    ]) {
      assert.equal(token({ channel_properties: { card_details: { expiry_month, expiry_year } } }).expiresAt, undefined);
    }
  });
});

test('an amount is read exactly or not at all', () => {
  assert.deepEqual(toMoney(10000.01, 'PHP'), { amount: 1_000_001, currency: 'PHP' });
  assert.deepEqual(toMoney('25000.00', 'IDR'), { amount: 25_000, currency: 'IDR' });
  for (const [major, currency] of [
    [0.001, 'PHP'],
    [1e21, 'IDR'],
    [NaN, 'IDR'],
    [Infinity, 'IDR'],
    ['1,000', 'IDR'],
    [1, 'XXX'],
    [1, 'toString'],
  ] as const) {
    assert.equal(toMoney(major, currency), undefined);
  }
});

test('a paid request of our fixtures is paid', () => {
  const paid = paymentRequestSchema.parse(aPaidRequest());
  assert.equal(readRequest(paid, { row: undefined, base, createdAt: NOW }).outcome, 'paid');
});

test('an amount that cannot be read is not paid, and the operator is informed', () => {
  for (const providerStatus of [
    payment({ currency: 'USD' }),
    payment({ captures: [{ capture_amount: 0.5 }] }),
    request({ status: 'SUCCEEDED', currency: 'USD' }),
    request({ status: 'AUTHORIZED', request_amount: undefined }),
  ])
    assert.deepEqual([providerStatus.outcome, providerStatus.rejection?.mend], ['processing', true]);
  assert.equal(payment().rejection, undefined);
});

test('times are ISO 8601, and UTC without a zone, whatever the machine’s zone is', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Asia/Jakarta';
  try {
    const endOf = (expires_at: string) => session({ expires_at }).expiresAt;
    const noon = Date.UTC(2026, 2, 1, 12);
    for (const text of ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z', '2026-03-01T19:00:00+07:00'])
      assert.equal(endOf(text), noon, text);
    for (const text of [
      '2026-03-01T12:00:00',
      '2026-03-01T12:00',
      '2026-03-01T19:00:00+0700',
      '2026-03-01T12:00:00.000000',
    ])
      assert.equal(endOf(text), noon, text);
    for (const text of ['March 1, 2026 12:00', '2026', '1', '2026-03-01', '01/03/2026', '2026-13-01T12:00:00Z'])
      assert.equal(endOf(text), undefined, text);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
