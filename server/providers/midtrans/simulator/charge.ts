import type { PaymentType } from '../channels.ts';
import { qrText } from '../../simulation/emv-qr.ts';
import { fromWib } from '../wire/wib-time.ts';
import { newDigits } from '../../simulation/new-digits.ts';
import { invalid } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { chargeSavedCard } from './charge-saved-card.ts';
import {
  asObject,
  asText,
  checkDuration,
  checkLender,
  checkOrder,
  optionalObject,
  type Fields,
  type OrderFields,
} from './check.ts';
import { deny } from './collect.ts';
import { createTransaction, assertNewOrder } from './create-transaction.ts';
import { methodOf, type SimulatedMethod } from './methods.ts';
import type { TransactionRecord } from './records.ts';
import { now, type SimulatorState } from './state.ts';
import { transactionView } from './views.ts';

/** `POST /v2/charge`. */
export function charge(state: SimulatorState, { body, notificationUrl, fault }: Call): Answer {
  const fields = asObject(body, 'body');
  const order = checkOrder(fields);
  const type = asText(fields['payment_type'], 'payment_type');
  assertNewOrder(state, order.orderId);
  if (type === 'credit_card') return chargeSavedCard(state, fields, order, notificationUrl, fault);
  const method = methodOf(type, fields);
  if (order.amount > method.maxAmount || order.amount < method.minAmount)
    throw invalid('transaction_details.gross_amount', 'is out of the range of this payment type');
  if (type === 'akulaku' || type === 'kredivo') checkLender(fields, type === 'kredivo');
  const transaction = open(state, fields, order, method, notificationUrl);
  if (fault?.kind === 'decline') {
    deny(state, transaction, fault.code);
    return { status: 200, body: transactionView(state, transaction, 'Deny by Bank') };
  }
  const view = transactionView(state, transaction, `Success, ${type} transaction is created`);
  return { status: 200, body: { ...view, ...transaction.details } };
}

function open(
  state: SimulatorState,
  fields: Fields,
  order: OrderFields,
  method: SimulatedMethod,
  notificationUrl: string,
): TransactionRecord {
  const id = state.options.uuid();
  const { type, selector } = method;
  return createTransaction(state, {
    id,
    orderId: order.orderId,
    type,
    selector,
    amount: order.amount,
    itemName: order.itemName,
    notificationUrl,
    returnUrl: returnUrlOf(type, fields),
    expiresAt: expiryOf(state, fields, method),
    ...detailsOf(state, method, order, id, optionalObject(fields['ovo'], 'ovo')?.['payer_phone_number']),
  });
}

function returnUrlOf(type: PaymentType, fields: Fields): string | undefined {
  const own = optionalObject(fields[type], type);
  const url = own?.['callback_url'];
  if (url === undefined) return undefined;
  const text = asText(url, `${type}.callback_url`);
  if (!URL.canParse(text)) throw invalid(`${type}.callback_url`, 'must be an address');
  return text;
}

function expiryOf(state: SimulatorState, fields: Fields, { lifeMs, longestMs }: SimulatedMethod): number {
  const custom = optionalObject(fields['custom_expiry'], 'custom_expiry');
  if (custom === undefined) return now(state) + lifeMs;
  if (longestMs === undefined) throw invalid('custom_expiry', 'is not supported by this payment type');
  const range = [20_000, longestMs + 60_000] as const;
  const duration = checkDuration({ value: custom['expiry_duration'], unit: custom['unit'] }, 'custom_expiry', range);
  const given = custom['order_time'];
  const from = given === undefined ? now(state) : orderTime(asText(given, 'custom_expiry.order_time'));
  if (from + duration <= now(state)) throw invalid('custom_expiry', 'has passed');
  return from + duration;
}

function orderTime(text: string): number {
  const time = text.endsWith(' +0700') ? fromWib(text) : undefined;
  if (time === undefined) throw invalid('custom_expiry.order_time', 'must look like 2026-01-31 16:33:49 +0700');
  return time;
}

type Details = Pick<TransactionRecord, 'details' | 'codes'>;

/** What the customer is given, by its member and as the simulators' page shows it. */
function detailsOf(
  state: SimulatorState,
  { type, selector, prefix = '' }: SimulatedMethod,
  order: OrderFields,
  id: string,
  phone: unknown,
): Details {
  const site = state.options.baseUrl;
  const action = (name: string, path: string) => ({ name, method: 'GET', url: `${site}${path}` });
  const number = (length: number): string => prefix + newDigits(state, length - prefix.length);
  const one = (label: string, value: string, details: Readonly<Record<string, unknown>>): Details => ({
    details,
    codes: [{ label, value }],
  });
  switch (type) {
    case 'bank_transfer': {
      const va = number(16);
      return one(
        'VA number',
        va,
        selector === 'permata' ? { permata_va_number: va } : { va_numbers: [{ bank: selector, va_number: va }] },
      );
    }
    case 'echannel': {
      const key = newDigits(state, 12);
      return {
        details: { biller_code: '70012', bill_key: key },
        codes: [
          { label: 'biller code', value: '70012' },
          { label: 'bill key', value: key },
        ],
      };
    }
    case 'cstore': {
      const code = number(16);
      return one('payment code', code, { store: selector, payment_code: code });
    }
    case 'qris': {
      const text = qrText({ country: 'ID', currency: 'IDR', amount: order.amount, purchase: newDigits(state, 12) });
      return one('QR text', text, {
        acquirer: selector,
        qr_string: text,
        actions: [action('generate-qr-code', `/v2/qris/${id}/qr-code`)],
      });
    }
    case 'gopay':
      return {
        details: {
          actions: [
            action('generate-qr-code', `/v2/gopay/${id}/qr-code`),
            action('deeplink-redirect', `/gopay/${id}`),
            action('get-status', `/v2/${id}/status`),
            { ...action('cancel', `/v2/${id}/cancel`), method: 'POST' },
          ],
        },
        codes: [],
      };
    case 'shopeepay':
      return { details: { actions: [action('deeplink-redirect', `/shopeepay/${id}`)] }, codes: [] };
    case 'akulaku':
    case 'kredivo':
      return { details: { redirect_url: `${site}/${type}/${id}` }, codes: [] };
    case 'ovo':
      return { details: { payer_phone_number: phone }, codes: [] };
    case 'credit_card':
      return { details: {}, codes: [] };
  }
}
