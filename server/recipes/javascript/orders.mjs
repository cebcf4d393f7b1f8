// The shop's orders. A file stands in for your database: what matters is that an event's id and what it changes are stored
// together, before the webhook is acknowledged.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const PRICES = { tea: 45_000, cup: 105_000 };
const file = process.env.SHOP_FILE ?? './data/orders.json';

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { orders: {}, events: {} };
  }
}

/** Reads, changes and writes in one turn of the event loop, as a transaction would. */
function change(work) {
  const data = read();
  const result = work(data);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(data));
  renameSync(`${file}.new`, file);
  return result;
}

/** The amount is the shop's: a browser names goods, never a price. */
export function placeOrder(names) {
  const amount = names.reduce((sum, name) => sum + (PRICES[name] ?? 0), 0);
  if (amount === 0) return undefined;
  const order = { id: randomUUID(), amount, currency: 'IDR', status: 'pending', sequence: 0, refunded: 0 };
  change(({ orders }) => void (orders[order.id] = order));
  return order;
}

export const findOrder = (id) => Object.values(read().orders).find((order) => order.id === id);

export const rememberCheckout = (id, checkoutId) => change(({ orders }) => void (orders[id].checkoutId = checkoutId));

/** For verifyEvent: the last event of this checkout that was applied. */
export const lastSequence = (stream) =>
  Object.values(read().orders).find(({ checkoutId }) => checkoutId === stream)?.sequence;

/** Applies an event once, however often it arrives. */
export const applyEvent = (event) =>
  change(({ orders, events }) => {
    if (Object.hasOwn(events, event.id)) return;
    events[event.id] = event.timestamp;
    const { checkout } = event.data;
    const order = Object.values(orders).find(({ id }) => id === checkout?.reference);
    if (order !== undefined && (order.checkoutId ?? checkout.id) === checkout.id) follow(order, event);
  });

/**
 * The views say how things are, so the order follows them. The type is needed only for what is done once; it is
 * `views_only` where a later event came first.
 */
function follow(order, { type, data: { checkout, payment, sequence } }) {
  order.checkoutId = checkout.id;
  order.sequence = Math.max(order.sequence, sequence);
  order.refunded = Math.max(order.refunded, refundedOf(checkout));
  if (checkout.status === 'paid' && order.status !== 'paid') {
    const isExact = checkout.amount === order.amount && checkout.currency === order.currency;
    // Here the goods go out, once: `paid` is never left.
    order.status = isExact ? 'paid' : 'review';
  } else if (['expired', 'canceled'].includes(checkout.status) && order.status === 'pending') {
    order.status = checkout.status;
  }
  // A person has to decide: see "Reviews" in the server's README.
  if (type === 'payment.review_required') order.review = payment.review ?? 'unknown';
}

const refundedOf = ({ payments }) => payments.reduce((sum, { refundedAmount }) => sum + refundedAmount, 0);
