import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cancelPayment } from '../../../../server/payments/payment/cancel-payment.ts';
import { capturePayment } from '../../../../server/payments/payment/capture-payment.ts';
import type { Payment } from '../../../../server/payments/model/model.ts';
import { resolvePayment } from '../../../../server/payments/review/resolve-payment.ts';
import type { Harness } from '../../../support/harness.ts';
import { harnessFor } from '../../../support/harness-for.ts';

/* What only Midtrans does, from the shop's call to its event, on its simulator. */

/** Types a card on the Snap page, and the password that its bank asks for. */
async function typeCard(harness: Harness, { instruction }: Payment, number: string): Promise<Response> {
  const url = instruction.kind === 'redirect' ? instruction.url : assert.fail('no page');
  const post = (address: string, fields: Record<string, string>): Promise<Response> =>
    harness.simulator.handle(new Request(address, { method: 'POST', body: new URLSearchParams(fields) }));
  const card = { number, expiry: '12/30', cvv: '123', holder: 'Siti Aminah', save: 'yes' };
  const answer = await post(url, card);
  const next = answer.headers.get('location') ?? '';
  return next.includes('/3ds/') ? post(next, { otp: '112233', decision: 'confirm' }) : answer;
}

const decide = (harness: Harness, payment: Payment, decision: 'accept' | 'refund'): Promise<Payment> =>
  resolvePayment(harness.domain, {
    id: `rs_${decision}`,
    paymentId: payment.id,
    decision,
    note: 'checked by phone',
    by: 'api key 1',
  });

async function challenged(t: Parameters<typeof harnessFor>[0], capture: 'automatic' | 'manual' = 'automatic') {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout({ capture }), { channel: 'card' });
  await typeCard(harness, payment, '4511111111111117');
  await harness.advance(10_000);
  const held = await harness.payment(payment.id);
  assert.deepEqual([held.status, held.review], ['processing', 'challenge']);
  return { harness, payment };
}

describe('a card that the fraud detection holds', () => {
  test('is approved by the shop, and paid', async (t) => {
    const { harness, payment } = await challenged(t);
    const after = await decide(harness, payment, 'accept');
    assert.deepEqual([after.status, after.review], ['succeeded', undefined]);
    assert.deepEqual(await harness.eventTypes('payment.succeeded', 'checkout.paid', 'payment.review_resolved'), [
      'payment.succeeded',
      'checkout.paid',
      'payment.review_resolved',
    ]);
  });

  test('is approved, and its money held where the shop captures by hand', async (t) => {
    const { harness, payment } = await challenged(t, 'manual');
    assert.equal((await decide(harness, payment, 'accept')).status, 'authorized');
    assert.equal((await capturePayment(harness.domain, payment.id, 100_000)).status, 'succeeded');
  });

  test('is denied by the shop', async (t) => {
    const { harness, payment } = await challenged(t);
    await decide(harness, payment, 'refund');
    await harness.advance(3_600_000);
    const after = await harness.payment(payment.id);
    assert.equal(after.review, undefined);
    assert.notEqual(after.status, 'succeeded');
    assert.equal(harness.countMovements('charge'), 0);
  });
});

test('a declined card on the page, then another one: paid once, under the same order', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  await typeCard(harness, payment, '4911111111111113');
  await harness.advance(10_000);
  assert.equal((await harness.payment(payment.id)).status, 'requires_action');
  await typeCard(harness, payment, '4811111111111114');
  await harness.advance(10_000);
  assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  assert.equal(harness.countMovements('charge'), 1);
});

test('a page on which nothing was chosen is open until its end, and then expired', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  await harness.advance(payment.expiresAt - harness.clock.now() - 1_000);
  assert.equal((await harness.payment(payment.id)).status, 'requires_action');
  await harness.advance(600_000);
  assert.equal((await harness.payment(payment.id)).status, 'expired');
});

test('a page that was left takes no card any more', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  assert.equal((await cancelPayment(harness.domain, payment.id, { by: 'customer' })).status, 'canceled');
  const page = await typeCard(harness, payment, '4811111111111114');
  assert.match(await page.text(), /This page has ended/);
  assert.equal(harness.countMovements('charge'), 0);
});

test('a void of held money; and a card that was charged today is voided in place of a refund', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const held = await harness.pay(await harness.openCheckout({ capture: 'manual' }), { channel: 'card' });
  await harness.perform(held, 'pay');
  await harness.advance(10_000);
  assert.equal((await cancelPayment(harness.domain, held.id, { by: 'merchant' })).status, 'canceled');
  assert.equal(harness.countMovements('void'), 1);

  const charged = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  await harness.perform(charged, 'pay');
  await harness.advance(10_000);
  assert.equal((await harness.refund(charged)).status, 'succeeded');
  await harness.advance(60_000);
  const after = await harness.payment(charged.id);
  assert.deepEqual([after.status, after.refundedAmount, after.reversedAt], ['succeeded', 150_000, undefined]);
});

test('a card that is settled is refunded; the bank confirms it later', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'card' });
  await harness.perform(payment, 'pay');
  await harness.advance(36 * 3_600_000);
  const refund = await harness.refund(payment, 50_000);
  assert.equal(refund.status, 'processing');
  await harness.advance(600_000);
  assert.equal((await harness.payment(payment.id)).refundedAmount, 50_000);
});

for (const channel of ['va_permata', 'va_mandiri', 'retail_indomaret'])
  test(`${channel}: denied after its settlement is a reversal`, async (t) => {
    const { harness } = await harnessFor(t, 'midtrans');
    const payment = await harness.pay(await harness.openCheckout(), { channel });
    await harness.perform(payment, 'pay');
    await harness.advance(60_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
    await harness.perform(payment, 'reverse');
    await harness.advance(60_000);
    const after = await harness.payment(payment.id);
    assert.equal(after.status, 'succeeded');
    assert.ok(after.reversedAt !== undefined);
    assert.deepEqual(await harness.eventTypes('payment.reversed'), ['payment.reversed']);
  });

test('a refund in the dashboard is found by its notification, and booked as the provider’s', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'qris' });
  await harness.perform(payment, 'pay');
  await harness.advance(10_000);
  await harness.perform(payment, 'refund', 20_000);
  await harness.advance(60_000);
  const [refund] = await harness.domain.store.refundsOf(payment.id);
  assert.deepEqual([refund?.origin, refund?.amount, refund?.status], ['provider', 20_000, 'succeeded']);
});

test('Mandiri: two numbers', async (t) => {
  const { harness } = await harnessFor(t, 'midtrans');
  const { instruction } = await harness.pay(await harness.openCheckout(), { channel: 'va_mandiri' });
  assert.ok(instruction.kind === 'virtual_account');
  assert.equal(instruction.billerCode, '70012');
  assert.match(instruction.number, /^\d{12}$/);
});

for (const channel of ['ewallet_gopay', 'ewallet_shopeepay'])
  test(`${channel}: an app on the phone, a code on the computer`, async (t) => {
    const { harness } = await harnessFor(t, 'midtrans');
    const kindOn = async (kind: 'mobile' | 'desktop'): Promise<string> =>
      (await harness.pay(await harness.openCheckout(), { channel, device: { kind } })).instruction.kind;
    assert.deepEqual([await kindOn('mobile'), await kindOn('desktop')], ['redirect', 'qr']);
  });

for (const channel of ['paylater_akulaku', 'paylater_kredivo'])
  test(`${channel}: the lender's page, with all that it asks for`, async (t) => {
    const { harness } = await harnessFor(t, 'midtrans');
    const payment = await harness.pay(await harness.openCheckout(), { channel });
    assert.equal(payment.instruction.kind, 'redirect');
    await harness.perform(payment, 'pay');
    await harness.advance(10_000);
    assert.equal((await harness.payment(payment.id)).status, 'succeeded');
  });
