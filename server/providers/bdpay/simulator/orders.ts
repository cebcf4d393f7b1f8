import type { Call } from './call.ts';
import { fields } from './check.ts';
import { declineOrder, endUnpaid } from './collect.ts';
import { qrisText } from './emv.ts';
import { Refused } from './fail.ts';
import { DEFAULT_EXPIRY_MINUTES, isMethod, METHODS, PUSH_MS, type Method } from './methods.ts';
import type { Instrument, OrderRecord } from './records.ts';
import { plan } from './tasks.ts';
import type { Message } from './wire.ts';
import { book, newDigits, newPlatOrderNum, now, type World } from './world.ts';

const COMMON = [
  'merchantCode',
  'orderNum',
  'payMoney',
  'productDetail',
  'name',
  'email',
  'phone',
  'notifyUrl',
  'dateTime',
  'expiryPeriod?',
  'redirectUrl?',
] as const;

const EXPIRY = { min: 15, max: 97_200 };

/** POST /gateway/pay: an order for one method. */
export function createOrder(world: World, call: Call): Message {
  const { method } = fields(call.message, 'method');
  if (!isMethod(method)) throw new Refused('method is not supported');
  const order = openOrder(world, call.message, method);
  if (call.fault?.kind === 'decline') declineOrder(order);
  const { instrument } = order;
  return {
    ...orderView(order),
    method,
    ...(instrument === undefined ? {} : { [instrument.member]: instrument.value }),
  };
}

/** POST /gateway/prepaidOrder: the platform's own page, on which the customer chooses unless a method is named. */
export function createLink(world: World, { message }: Call): Message {
  const { method } = fields(message, 'method?');
  if (method !== undefined && !isMethod(method)) throw new Refused('method is not supported');
  const order = openOrder(world, message, method, true);
  return { ...orderView(order), url: order.instrument?.value ?? '' };
}

function openOrder(world: World, message: Message, method: Method | undefined, isLink = false): OrderRecord {
  const given = fields(message, ...COMMON);
  if (!/^[A-Za-z0-9 ]{1,30}$/.test(given.name)) throw new Refused('name is not valid');
  if (method === 'EWALLET_OVO' && !/^08\d{7,12}$/.test(given.phone)) throw new Refused('phone is no OVO number');
  if (world.orders.has(given.orderNum) || world.payouts.has(given.orderNum)) throw new Refused('orderNum is repeated');
  const minutes = Number(given.expiryPeriod ?? DEFAULT_EXPIRY_MINUTES);
  if (minutes < EXPIRY.min || minutes > EXPIRY.max) throw new Refused('expiryPeriod is out of range');
  const id = newPlatOrderNum(world, 'PO');
  const amount = Number(given.payMoney);
  const isPush = method === 'EWALLET_OVO' && !isLink;
  const order: OrderRecord = {
    id,
    orderNum: given.orderNum,
    method,
    isLink,
    amount,
    fee: method === undefined ? 0 : METHODS[method].fee,
    name: given.name,
    email: given.email,
    phone: given.phone,
    productDetail: given.productDetail,
    notifyUrl: given.notifyUrl,
    redirectUrl: given.redirectUrl,
    instrument: isLink ? page(world, 'link', id) : instrumentOf(world, method, amount, id),
    createdAt: now(world),
    expiresAt: now(world) + (isPush ? PUSH_MS : minutes * 60_000),
    status: isLink ? 'INIT_ORDER' : method === 'EWALLET_DANA' ? 'OPEN_PAY_URL' : 'NO_PAY',
  };
  world.orders.set(order.orderNum, order);
  book(world, 'create', order, amount);
  plan(world, order.expiresAt, () => endUnpaid(order));
  return order;
}

function instrumentOf(world: World, method: Method | undefined, amount: number, id: string): Instrument | undefined {
  if (method === undefined) return undefined;
  const { gives, prefix } = METHODS[method];
  switch (gives) {
    case 'number': {
      const label = method === 'RETAIL_ALFAMART' ? 'payment code' : 'VA number';
      return { member: 'vaNumber', label, value: prefix + newDigits(world, 16 - prefix.length) };
    }
    case 'qr':
      return { member: 'qrString', label: 'QR text', value: qrisText(amount, newDigits(world, 12)) };
    case 'page':
      return page(world, 'pay', id);
    case 'push':
      return undefined;
  }
}

const page = ({ options }: World, kind: 'pay' | 'link', id: string): Instrument => ({
  member: 'url',
  label: 'page',
  value: `${options.baseUrl}/${kind}/${id}`,
});

const orderView = (order: OrderRecord): Message => ({
  platOrderNum: order.id,
  orderNum: order.orderNum,
  name: order.name,
  email: order.email,
  payMoney: String(order.amount),
  payFee: String(order.fee),
  productDetail: order.productDetail,
});

/** POST /gateway/query and /gateway/pay/status. `amount` is what was paid, and before that what is asked for. */
export function queryOrder(world: World, { message }: Call): Message {
  const { orderNum, queryType } = fields(message, 'merchantCode', 'orderNum', 'queryType', 'dateTime');
  if (queryType !== 'ORDER_QUERY') throw new Refused('queryType is not supported');
  const order = world.orders.get(orderNum);
  if (!order) throw new Refused('order does not exist', 'NOTEXIST');
  return {
    platOrderNum: order.id,
    orderNum,
    amount: order.paidAmount ?? order.amount,
    fee: order.fee,
    status: order.status,
    msg: 'success',
  };
}
