import type { ShopEvent } from '../../../../server/demo/shop/apply-event.ts';
import type { Order } from '../../../../server/demo/shop/order.ts';

export const anOrder = (more: Partial<Order> = {}): Order => ({
  id: 'order1',
  reference: 'SN-1',
  status: 'waiting',
  amount: 150_000,
  currency: 'IDR',
  lines: [],
  request: {},
  checkoutId: 'co_1',
  sequence: 0,
  refundedAmount: 0,
  createdAt: 0,
  ...more,
});

const aCheckout = { id: 'co_1', reference: 'SN-1', status: 'open', amount: 150_000, currency: 'IDR' };
const aPayment = { id: 'pay_1', status: 'succeeded', refundedAmount: 0 };

export const anEvent = (type: string, sequence: number, data: Partial<ShopEvent['data']> = {}): ShopEvent => ({
  type,
  timestamp: '2026-01-05T03:00:00.000Z',
  data: { sequence, checkout: aCheckout, payment: aPayment, ...data },
});
