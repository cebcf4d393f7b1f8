import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEvent, type ShopEvent } from '../../../../server/demo/shop/apply-event.ts';
import type { Order } from '../../../../server/demo/shop/order.ts';
import { anEvent, anOrder } from './an-order.ts';

const after = (order: Order, ...events: readonly ShopEvent[]): Order =>
  events.reduce((now, event) => applyEvent(now, event, 1_000), order);

test('only checkout.paid makes an order paid', () => {
  const almost = after(anOrder(), anEvent('payment.requires_action', 1), anEvent('payment.succeeded', 2));
  assert.equal(almost.status, 'waiting');
  assert.deepEqual(
    after(almost, anEvent('checkout.paid', 3)),
    anOrder({ status: 'paid', sequence: 3, paidAt: 1_000, paymentId: 'pay_1' }),
  );
});

test('paid with another amount or currency needs a review', () => {
  const checkout = { id: 'co_1', reference: 'SN-1', status: 'paid', amount: 150_000, currency: 'IDR' };
  for (const wrong of [{ ...checkout, amount: 15_000 }, { ...checkout, currency: 'PHP' }, undefined]) {
    const order = after(anOrder(), anEvent('checkout.paid', 1, { checkout: wrong }));
    assert.deepEqual([order.status, order.review], ['waiting', 'amount_differs']);
  }
});

test('a paid order stays paid, whatever events arrive late', () => {
  const paid = after(anOrder(), anEvent('checkout.paid', 5));
  const late = after(
    paid,
    anEvent('payment.authorized', 2),
    anEvent('payment.failed', 3),
    anEvent('checkout.expired', 6),
    anEvent('checkout.canceled', 7),
  );
  assert.deepEqual([late.status, late.sequence], ['paid', 7]);
});

test('a payment event delivered by hand after later ones still counts', () => {
  const order = after(anOrder(), anEvent('payment.requires_action', 4), anEvent('checkout.paid', 2));
  assert.deepEqual([order.status, order.sequence], ['paid', 4]);
});

test('after a void the order can be paid again', () => {
  const held = after(anOrder(), anEvent('payment.authorized', 1));
  assert.equal(held.status, 'authorized');
  assert.equal(after(held, anEvent('payment.canceled', 2)).status, 'waiting');
  const other = { id: 'pay_2', status: 'canceled', refundedAmount: 0 };
  assert.equal(after(held, anEvent('payment.canceled', 2, { payment: other })).status, 'authorized');
});

test('the refunded amount never decreases', () => {
  const refunded = (amount: number): Partial<ShopEvent['data']> => ({
    payment: { id: 'pay_1', status: 'succeeded', refundedAmount: amount },
  });
  const order = after(
    anOrder({ status: 'paid' }),
    anEvent('payment.refunded', 3, refunded(50_000)),
    anEvent('payment.refunded', 2, refunded(20_000)),
  );
  assert.equal(order.refundedAmount, 50_000);
});

test('an order whose create response was lost gets its checkout id from the event', () => {
  const { checkoutId: _, ...unanswered } = anOrder({ status: 'preparing' });
  assert.equal(after(unanswered, anEvent('checkout.paid', 1)).checkoutId, 'co_1');
});

test('an event of an unknown type changes only the sequence', () => {
  assert.deepEqual(after(anOrder(), anEvent('payment.danced', 9)), anOrder({ sequence: 9 }));
});
