import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isChannelCode } from '../../../../../shared/channel.ts';
import type { PaymentOrder } from '../../../../../server/payments/ports/ports.ts';
import { findRow } from '../../../../../server/providers/midtrans/channels.ts';
import { buildCharge } from '../../../../../server/providers/midtrans/charge/build-charge.ts';
import { buildSnap } from '../../../../../server/providers/midtrans/snap/build-snap.ts';
import { anOrder, HOUR, NOW } from '../support/wire.ts';

const rowOf = (channel: string) =>
  (isChannelCode(channel) ? findRow(channel, 'ID', 'IDR') : undefined) ?? assert.fail(channel);
const built = (over: Partial<PaymentOrder> = {}): Record<string, unknown> => {
  const order = anOrder(over);
  return { ...buildCharge(order, rowOf(order.channel), NOW) };
};

test('a virtual account, whole', () => {
  assert.deepEqual(built(), {
    payment_type: 'bank_transfer',
    bank_transfer: { bank: 'bca' },
    transaction_details: { order_id: 'pay01hzx3kz9q7m2v8r4t6w1y5n3c', gross_amount: 150_000 },
    item_details: [{ id: '1', name: 'Pesanan INV-7', price: 150_000, quantity: 1 }],
    customer_details: { first_name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000' },
    custom_expiry: { order_time: '2026-01-31 16:33:49 +0700', expiry_duration: 86_400, unit: 'second' },
  });
});

test('each method has its own fields', () => {
  const of = (over: Partial<PaymentOrder>, field: string): unknown => built(over)[field];
  assert.deepEqual(of({ channel: 'va_permata' }, 'bank_transfer'), { bank: 'permata' });
  assert.deepEqual(of({ channel: 'va_mandiri', description: 'Kopi & “teh”' }, 'echannel'), {
    bill_info1: 'Payment:',
    bill_info2: 'Kopi & teh',
  });
  assert.deepEqual(of({ channel: 'qris' }, 'qris'), { acquirer: 'gopay' });
  assert.deepEqual(of({ channel: 'ewallet_gopay', device: { kind: 'mobile' } }, 'gopay'), {
    enable_callback: true,
    callback_url: 'https://pay.example/v1/return/pay_1',
  });
  assert.deepEqual(of({ channel: 'retail_indomaret' }, 'cstore'), { store: 'indomaret' });
  const ovo = built({ channel: 'ewallet_ovo', fields: { phone: '+6281210002000' } });
  assert.deepEqual([ovo['ovo'], ovo['custom_expiry']], [{ payer_phone_number: '081210002000' }, undefined]);
});

test('on a computer a wallet is paid by its own QRIS code, as long as QRIS takes the amount', () => {
  const desktop = { device: { kind: 'desktop' } } as const;
  assert.deepEqual(built({ channel: 'ewallet_gopay', ...desktop })['qris'], { acquirer: 'gopay' });
  assert.deepEqual(built({ channel: 'ewallet_shopeepay', ...desktop })['qris'], { acquirer: 'airpay shopee' });
  const large = { amount: 15_000_000, currency: 'IDR' } as const;
  assert.equal(built({ channel: 'ewallet_gopay', ...desktop, money: large })['payment_type'], 'gopay');
});

test('items add up to the amount, whatever the shop sent', () => {
  const items = (over: Partial<PaymentOrder>): { price: number; quantity: number; name: string }[] =>
    built(over)['item_details'] as never;
  const sumOf = (lines: readonly { price: number; quantity: number }[]): number =>
    lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const kopi = { name: 'Kopi | Gayo', quantity: 2, unitAmount: 60_000 };
  assert.deepEqual(
    items({ items: [kopi] }).map(({ name, price, quantity }) => [name, price, quantity]),
    [
      ['Kopi Gayo', 60_000, 2],
      ['Lainnya', 30_000, 1],
    ],
  );
  assert.deepEqual(
    items({ items: [{ ...kopi, quantity: 3 }] }).map(({ price }) => price),
    [60_000, -30_000],
  );
  const many = Array.from({ length: 99 }, (_, index) => ({
    name: `${index} ${'ж'.repeat(300)}`,
    quantity: 1,
    unitAmount: index,
  }));
  const order = { items: many, channel: 'paylater_kredivo', fields: { name: 'Siti' } } as const;
  assert.equal(sumOf(items(order)), 150_000);
  assert.ok(items(order).every(({ name }) => Array.from(name).length <= 50));
  assert.ok(JSON.stringify(built(order)).length < 16_000, 'the largest request that Midtrans takes');
});

test('what might be refused is left out of the customer', () => {
  const customer = { name: 'Dao', email: 'đào@example.com', phone: '+6598765432' };
  assert.deepEqual(built({ customer })['customer_details'], { first_name: 'Dao' });
  assert.equal(built({ customer: undefined })['customer_details'], undefined);
});

test('a lender gets all that it requires, with placeholders for an unknown address alone', () => {
  const fields = { name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000' };
  const body = built({ channel: 'paylater_kredivo', customer: undefined, fields });
  const address = { address: 'Indonesia', city: 'Jakarta', postal_code: '10110', country_code: 'IDN' };
  const contact = { first_name: fields.name, email: fields.email, phone: fields.phone };
  assert.deepEqual(body['customer_details'], {
    ...contact,
    billing_address: { ...contact, ...address },
    shipping_address: { ...contact, ...address },
  });
  assert.deepEqual(body['item_details'], [
    { id: '1', name: 'Pesanan INV-7', price: 150_000, quantity: 1, category: 'others', url: 'https://pay.example' },
  ]);
});

test('a saved card: with the customer through 3-D Secure, without one declared as such', () => {
  const card = { channel: 'card', savedToken: '48111111xxxx1114' } as const;
  assert.deepEqual(built(card)['credit_card'], {
    token_id: '48111111xxxx1114',
    authentication: true,
    callback_type: 'form',
  });
  assert.deepEqual(built({ ...card, merchantInitiated: true, capture: 'manual' })['credit_card'], {
    token_id: '48111111xxxx1114',
    initiated_by: 'merchant',
    type: 'authorize',
  });
});

test('the Snap page takes cards alone, with 3-D Secure, and ends with the payment', () => {
  const order = anOrder({ channel: 'card', expiresAt: NOW + HOUR / 2 });
  const { enabled_payments, credit_card, expiry, page_expiry, callbacks, user_id } = {
    ...buildSnap(order, rowOf('card'), NOW),
  } as Record<string, unknown>;
  assert.deepEqual([enabled_payments, credit_card, user_id], [['credit_card'], { secure: true }, undefined]);
  assert.deepEqual(expiry, { start_time: '2026-01-31 16:33:49 +0700', unit: 'minute', duration: 30 });
  assert.deepEqual(page_expiry, { unit: 'minute', duration: 30 });
  assert.deepEqual(callbacks, { finish: order.returnUrl, error: order.returnUrl });
});

test('the Snap page: instalments that were chosen, or all that the shop allows; saving; holding', () => {
  const card = (over: Partial<PaymentOrder>): Record<string, unknown> => ({
    ...buildSnap(anOrder({ channel: 'card', ...over }), rowOf('card'), NOW),
  });
  const installmentOf = (over: Partial<PaymentOrder>): unknown =>
    Reflect.get(Object(card(over)['credit_card']), 'installment');
  const banks = ['bca', 'bni', 'bri', 'cimb', 'mandiri', 'maybank', 'mega'];
  const terms = (months: readonly number[]) => Object.fromEntries(banks.map((bank) => [bank, months]));
  assert.deepEqual(installmentOf({ installments: [3, 6], fields: { installment: '3' } }), {
    required: true,
    terms: terms([3]),
  });
  assert.deepEqual(installmentOf({ installments: [3, 6] }), { required: false, terms: terms([3, 6]) });
  assert.equal(installmentOf({ installments: [3, 6], fields: { installment: '1' } }), undefined);
  assert.equal(installmentOf({ installments: [3], capture: 'manual' }), undefined);
  const saving = card({ save: true, capture: 'manual' });
  assert.deepEqual(saving['credit_card'], { secure: true, save_card: true, type: 'authorize' });
  assert.match(String(saving['user_id']), /^[0-9a-f]{32}$/);
  assert.equal(
    saving['user_id'],
    card({ save: true, merchantReference: 'pay2' })['user_id'],
    'the same for every payment',
  );
});
