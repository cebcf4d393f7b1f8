import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefilledValue } from '../../../../server/payments/channel/required-fields.ts';
import type { PaymentOrder } from '../../../../server/payments/ports/ports.ts';
import {
  buildPaymentRequest,
  buildRefund,
  buildSession,
  toMajorNumber,
} from '../../../../server/providers/xendit/build.ts';
import { findRow } from '../../../../server/providers/xendit/channels.ts';
import { anOrder, HOUR, NOW, REFERENCE, REQUEST, siti, TOKEN } from './support/order.ts';

const RETURN = 'https://pay.shop.example/v1/return/pay_01JX3Z9V7K2M4N6P8Q0R2S4T6';

const rowOf = (order: PaymentOrder) => {
  const row = findRow(order.channel, order.country, order.money.currency);
  assert.ok(row);
  return row;
};
const build = (over: Partial<PaymentOrder>) => buildPaymentRequest(anOrder(over), rowOf(anOrder(over)));

test('a virtual account', () => {
  assert.deepEqual(build({ customer: siti, description: 'Two books' }), {
    reference_id: REFERENCE,
    type: 'PAY',
    country: 'ID',
    currency: 'IDR',
    request_amount: 150000,
    channel_code: 'BCA_VIRTUAL_ACCOUNT',
    channel_properties: { display_name: 'Siti Nuraini Aminah Ibu Dao rd', expires_at: '2026-03-02T10:00:00.000Z' },
    description: 'Two books',
    metadata: { kasir_reference: REFERENCE },
  });
});

test('an amount with decimals, in every kind of body', () => {
  const peso = { country: 'PH', money: { amount: 1_000_001, currency: 'PHP' } } as const;
  assert.equal(build({ ...peso, channel: 'ewallet_gcash' })['request_amount'], 10000.01);
  assert.equal(build({ ...peso, channel: 'ewallet_maya', savedToken: TOKEN })['request_amount'], 10000.01);
  const card = anOrder({ ...peso, channel: 'card' });
  assert.equal(buildSession(card, rowOf(card), NOW)['amount'], 10000.01);
});

test('no expiry is sent where none is accepted', () => {
  assert.deepEqual(build({ channel: 'va_cimb' })['channel_properties'], { display_name: 'Customer' });
  assert.deepEqual(build({ channel: 'qris' })['channel_properties'], {});
});

test('a code that takes many payments', () => {
  const body = build({ channel: 'va_bjb' });
  assert.equal(body['type'], 'REUSABLE_PAYMENT_CODE');
  assert.equal(body['request_amount'], 150000);
  assert.equal('customer' in body, false);
});

test('a wallet gets our return URL for every outcome', () => {
  assert.deepEqual(build({ channel: 'ewallet_dana' })['channel_properties'], {
    success_return_url: RETURN,
    failure_return_url: RETURN,
    cancel_return_url: RETURN,
    pending_return_url: RETURN,
  });
});

test('OVO and Jenius get the account and the return URLs (P6)', () => {
  const fields = { phone: '+6281210002000' };
  assert.deepEqual(build({ channel: 'ewallet_ovo', fields })['channel_properties'], {
    account_mobile_number: '+6281210002000',
    success_return_url: RETURN,
    failure_return_url: RETURN,
  });
  const jenius = { channel: 'ewallet_jeniuspay', fields: { cashtag: '$siti' } } as const;
  assert.deepEqual(build(jenius)['channel_properties'], {
    cashtag: '$siti',
    success_return_url: RETURN,
    failure_return_url: RETURN,
  });
  assert.deepEqual(build({ channel: 'ewallet_ovo', fields, save: true, customer: siti })['channel_properties'], {
    success_return_url: RETURN,
    failure_return_url: RETURN,
  });
});

test('pay and save has an alphanumeric customer reference with the same prefix for the same customer', () => {
  const body = build({ channel: 'ewallet_dana', save: true, customer: siti });
  assert.equal(body['type'], 'PAY_AND_SAVE');
  const customer = body['customer'] as Record<string, unknown>;
  assert.match(String(customer['reference_id']), /^[A-Za-z0-9]{26,255}$/);
  assert.deepEqual(
    { ...customer, reference_id: '' },
    {
      type: 'INDIVIDUAL',
      reference_id: '',
      individual_detail: { given_names: 'Siti Nuraini Aminah Ibu Dao rd' },
      email: 'siti@example.com',
      mobile_number: '+6281210002000',
    },
  );
  const again = build({ channel: 'ewallet_dana', save: true, customer: siti, merchantReference: 'pay02' });
  const { reference_id: second } = again['customer'] as { reference_id: string };
  assert.notEqual(second, customer['reference_id']);
  assert.equal(second.slice(0, 25), String(customer['reference_id']).slice(0, 25));
  assert.equal(JSON.stringify(body).includes(siti.reference), false);
});

test('an e-mail address that Xendit would reject is left out', () => {
  for (const email of [`${'x'.repeat(45)}@example.com`, 'siti@', 'si ti@example.com', '"a"@example.com']) {
    const body = build({ channel: 'ewallet_dana', save: true, customer: { reference: 'c', email } });
    assert.equal('email' in (body['customer'] as object), false, email);
  }
});

test('a channel that needs an e-mail address asks for it where Xendit would reject the one of the shop', () => {
  const emailField = findRow('direct_debit_bri', 'ID', 'IDR')?.fields?.find(({ name }) => name === 'email');
  assert.ok(emailField);
  const given = (email: string) => prefilledValue(emailField, { email });
  assert.equal(given('siti@example.com'), 'siti@example.com');
  for (const email of ['a@b', '<a@b.co>', '"a"@example.com', 'dé@example.com', `${'x'.repeat(39)}@example.com`])
    assert.equal(given(email), undefined, email);
  // Nor is it sent beside what the customer typed.
  const body = build({
    channel: 'direct_debit_bri',
    save: true,
    customer: { reference: 'c', email: '<a@b.co>' },
    fields: { cardLastFour: '1234', phone: '+6281210002000', email: 'siti@example.com' },
  });
  assert.doesNotMatch(JSON.stringify(body), /<a@b/);
});

test('a channel that cannot save is only paid', () => {
  assert.equal(build({ channel: 'ewallet_gopay', save: true, customer: siti })['type'], 'PAY');
});

test('a token pays without channel and customer', () => {
  assert.deepEqual(build({ channel: 'ewallet_dana', savedToken: TOKEN, customer: siti }), {
    reference_id: REFERENCE,
    type: 'PAY',
    payment_token_id: TOKEN,
    country: 'ID',
    currency: 'IDR',
    request_amount: 150000,
    channel_properties: { success_return_url: RETURN, failure_return_url: RETURN },
    metadata: { kasir_reference: REFERENCE },
  });
});

test('a saved card, with and without the customer present', () => {
  const there = build({ channel: 'card', savedToken: TOKEN, capture: 'manual' });
  assert.equal(there['capture_method'], 'MANUAL');
  assert.deepEqual(there['channel_properties'], { success_return_url: RETURN, failure_return_url: RETURN });
  const alone = build({ channel: 'card', savedToken: TOKEN, merchantInitiated: true });
  assert.equal(alone['capture_method'], 'AUTOMATIC');
  assert.deepEqual(alone['channel_properties'], {
    success_return_url: RETURN,
    failure_return_url: RETURN,
    skip_three_ds: true,
    card_on_file_type: 'MERCHANT_UNSCHEDULED',
    transaction_sequence: 'SUBSEQUENT',
  });
  const wallet = build({ channel: 'ewallet_ovo', savedToken: TOKEN, merchantInitiated: true });
  assert.equal('skip_three_ds' in (wallet['channel_properties'] as object), false);
});

test('a card is paid on Xendit’s own page', () => {
  const order = anOrder({
    channel: 'card',
    save: true,
    customer: siti,
    capture: 'manual',
    expiresAt: NOW + HOUR / 2,
    description: 'Books',
  });
  const { customer, ...body } = buildSession(order, rowOf(order), NOW);
  assert.deepEqual(body, {
    reference_id: REFERENCE,
    session_type: 'PAY',
    mode: 'PAYMENT_LINK',
    amount: 150000,
    currency: 'IDR',
    country: 'ID',
    capture_method: 'MANUAL',
    allow_save_payment_method: 'FORCED',
    allowed_payment_channels: ['CARDS'],
    expires_at: '2026-03-01T10:30:00.000Z',
    locale: 'id',
    success_return_url: RETURN,
    cancel_return_url: RETURN,
    description: 'Books',
    metadata: { kasir_reference: REFERENCE },
  });
  assert.equal(typeof customer, 'object');
  const plain = buildSession(
    anOrder({ channel: 'card', country: 'PH', money: { amount: 2_000, currency: 'PHP' } }),
    rowOf(order),
    NOW,
  );
  assert.equal(plain['allow_save_payment_method'], 'DISABLED');
  assert.equal(plain['capture_method'], 'AUTOMATIC');
  assert.equal(plain['locale'], 'en');
  assert.equal('customer' in plain, false);
});

test('the hosted page gets the customer whenever one is known, not only when saving (P8)', () => {
  for (const customer of [
    siti,
    { name: 'Siti' },
    { email: 'siti@example.com' },
    { phone: '+6281210002000' },
    { reference: 'c1' },
  ]) {
    const order = anOrder({ channel: 'card', customer });
    const { customer: sent } = buildSession(order, rowOf(order), NOW);
    assert.equal(typeof sent, 'object', JSON.stringify(customer));
  }
  for (const customer of [undefined, {}]) {
    const order = anOrder({ channel: 'card', customer });
    assert.equal('customer' in buildSession(order, rowOf(order), NOW), false);
  }
});

test('a hosted page never expires earlier than Xendit allows', () => {
  const order = anOrder({ channel: 'card', expiresAt: NOW + 1000 });
  const { expires_at: end } = buildSession(order, rowOf(order), NOW);
  assert.ok(Date.parse(String(end)) >= NOW + 600_000);
});

test('amounts go out in major units, exactly', () => {
  assert.equal(toMajorNumber({ amount: 150_000, currency: 'IDR' }), 150000);
  assert.equal(toMajorNumber({ amount: 1_000_001, currency: 'PHP' }), 10000.01);
  assert.equal(toMajorNumber({ amount: 1, currency: 'SGD' }), 0.01);
  for (const amount of [29, 57, 113, 114, 1_005, 99_999_999_999_999]) {
    const text = JSON.stringify(toMajorNumber({ amount, currency: 'THB' }));
    assert.equal(Math.round(Number(text) * 100), amount);
    assert.match(text, /^\d+(\.\d{1,2})?$/);
  }
});

test('a description is cut to 1,000 characters, loses line breaks, and is left out when nothing remains', () => {
  const long = String(build({ description: `a\nb\u0000${'📚'.repeat(2000)}` })['description']);
  assert.equal([...long].length, 1000);
  assert.ok(long.startsWith('a b 📚'));
  assert.equal('description' in build({ description: ' \n ' }), false);
});

test('a refund always has its amount, and a reason that Xendit knows', () => {
  const refund = { merchantReference: 'rf01', money: { amount: 2_550, currency: 'MYR' as const }, full: true };
  assert.deepEqual(buildRefund(REQUEST, refund), {
    payment_request_id: REQUEST,
    reference_id: 'rf01',
    currency: 'MYR',
    amount: 25.5,
    reason: 'REQUESTED_BY_CUSTOMER',
  });
  assert.equal(buildRefund(REQUEST, { ...refund, reason: 'duplicate' }).reason, 'DUPLICATE');
  assert.equal(buildRefund(REQUEST, { ...refund, reason: 'requested by customer' }).reason, 'REQUESTED_BY_CUSTOMER');
  assert.equal(buildRefund(REQUEST, { ...refund, reason: 'Siti changed her mind' }).reason, 'OTHERS');
});
