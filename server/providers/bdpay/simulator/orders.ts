import { newDigits } from '../../simulation/new-digits.ts';
import type { Call } from './call.ts';
import { fields } from './check.ts';
import { declineOrder } from './collect.ts';
import { qrisText } from './qris-text.ts';
import { Refused } from './api-error.ts';
import { DEFAULT_EXPIRY_MINUTES, isMethod, METHODS, PUSH_MS, type Method } from './methods.ts';
import type { PaymentDetails, OrderRecord } from './records.ts';
import { plan } from './tasks.ts';
import type { Message } from './wire.ts';
import { book, newPlatOrderNum, now, type SimulatorState } from './state.ts';

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
export function createOrder(state: SimulatorState, call: Call): Message {
  const { method } = fields(call.message, 'method');
  if (!isMethod(method)) throw new Refused('method is not supported');
  const order = openOrder(state, call.message, method);
  if (call.fault?.kind === 'decline') declineOrder(order);
  const { paymentDetails } = order;
  return {
    ...orderView(order),
    method,
    ...(paymentDetails === undefined ? {} : { [paymentDetails.member]: paymentDetails.value }),
  };
}

/** POST /gateway/prepaidOrder: the platform's own page, on which the customer chooses the method unless one is given. */
export function createLink(state: SimulatorState, { message }: Call): Message {
  const { method } = fields(message, 'method?');
  if (method !== undefined && !isMethod(method)) throw new Refused('method is not supported');
  const order = openOrder(state, message, method, true);
  return { ...orderView(order), url: order.paymentDetails?.value ?? '' };
}

function openOrder(state: SimulatorState, message: Message, method: Method | undefined, isLink = false): OrderRecord {
  const given = fields(message, ...COMMON);
  if (!/^[A-Za-z0-9 ]{1,30}$/.test(given.name)) throw new Refused('name is not valid');
  if (method === 'EWALLET_OVO' && !/^08\d{7,12}$/.test(given.phone)) throw new Refused('phone is no OVO number');
  if (state.orders.has(given.orderNum) || state.payouts.has(given.orderNum)) throw new Refused('orderNum is repeated');
  const minutes = Number(given.expiryPeriod ?? DEFAULT_EXPIRY_MINUTES);
  if (minutes < EXPIRY.min || minutes > EXPIRY.max) throw new Refused('expiryPeriod is out of range');
  const id = newPlatOrderNum(state, 'PO');
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
    paymentDetails: isLink ? page(state, 'link', id) : paymentDetailsOf(state, method, amount, id),
    createdAt: now(state),
    expiresAt: now(state) + (isPush ? PUSH_MS : minutes * 60_000),
    status: isLink ? 'INIT_ORDER' : method === 'EWALLET_DANA' ? 'OPEN_PAY_URL' : 'NO_PAY',
  };
  state.orders.set(order.orderNum, order);
  book(state, 'create', order, amount);
  plan(state, order.expiresAt, { name: 'expire_order', order });
  return order;
}

function paymentDetailsOf(
  state: SimulatorState,
  method: Method | undefined,
  amount: number,
  id: string,
): PaymentDetails | undefined {
  if (method === undefined) return undefined;
  const { gives, prefix } = METHODS[method];
  switch (gives) {
    case 'number': {
      const label = method === 'RETAIL_ALFAMART' ? 'payment code' : 'VA number';
      return { member: 'vaNumber', label, value: prefix + newDigits(state, 16 - prefix.length) };
    }
    case 'qr':
      return { member: 'qrString', label: 'QR text', value: qrisText(amount, newDigits(state, 12)) };
    case 'page':
      return page(state, 'pay', id);
    case 'push':
      return undefined;
  }
}

const page = ({ options }: SimulatorState, kind: 'pay' | 'link', id: string): PaymentDetails => ({
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

/** POST /gateway/query and /gateway/pay/status. `amount` is the paid amount, and before the payment the ordered one. */
export function queryOrder(state: SimulatorState, { message }: Call): Message {
  const { orderNum, queryType } = fields(message, 'merchantCode', 'orderNum', 'queryType', 'dateTime');
  if (queryType !== 'ORDER_QUERY') throw new Refused('queryType is not supported');
  const order = state.orders.get(orderNum);
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
