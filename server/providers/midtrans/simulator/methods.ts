import type { PaymentType } from '../channels.ts';
import { invalid, ApiError } from './api-error.ts';
import { asObject, asText, type Fields } from './check.ts';

/** What a payment type of a charge allows. */
export interface SimulatedMethod {
  readonly type: PaymentType;
  readonly selector?: string | undefined;
  readonly minAmount: number;
  readonly maxAmount: number;
  readonly lifeMs: number;
  /** Absent: the expiry cannot be chosen. */
  readonly longestMs?: number;
  /** The first digits of its numbers. */
  readonly prefix?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NO_LIMIT = 999_999_999_999;

type Rule = Omit<SimulatedMethod, 'type' | 'selector'>;

const rule = (minAmount: number, maxAmount: number, lifeMs: number, longestMs?: number, prefix?: string): Rule => ({
  minAmount,
  maxAmount,
  lifeMs,
  ...(longestMs === undefined ? {} : { longestMs }),
  ...(prefix === undefined ? {} : { prefix }),
});

const BANKS: Readonly<Record<string, Rule>> = {
  bca: rule(10_000, 20_000_000_000, DAY, 180 * DAY, '12345'),
  bni: rule(1, NO_LIMIT, DAY, 180 * DAY, '988'),
  bri: rule(1, 20_000_000_000, DAY, 180 * DAY, '77777'),
  permata: rule(1, 9_999_999_999, DAY, 180 * DAY, '8500'),
  cimb: rule(1, 250_000_000, DAY, 180 * DAY, '9349'),
};
const STORES: Readonly<Record<string, Rule>> = {
  alfamart: rule(1, 5_000_000, DAY, 180 * DAY, '800'),
  indomaret: rule(10_000, 5_000_000, DAY, 180 * DAY, '900'),
};
const ACQUIRERS: Readonly<Record<string, Rule>> = {
  gopay: rule(1, 10_000_000, 15 * MINUTE, 7 * DAY),
  'airpay shopee': rule(1, 10_000_000, 15 * MINUTE, 5 * DAY),
};
const OTHERS: Readonly<Record<string, readonly [PaymentType, Rule]>> = {
  echannel: ['echannel', rule(1, 50_000_000_000, DAY, 180 * DAY)],
  gopay: ['gopay', rule(1, 20_000_000, 15 * MINUTE, 7 * DAY)],
  shopeepay: ['shopeepay', rule(1, 20_000_000, 15 * MINUTE, 5 * DAY)],
  ovo: ['ovo', rule(1, 99_999_999, 65_000)],
  akulaku: ['akulaku', rule(5_000, NO_LIMIT, 2 * HOUR, 180 * DAY)],
  kredivo: ['kredivo', rule(1, NO_LIMIT, DAY, 180 * DAY)],
};

/** @throws {ApiError} 400 for what is missing or wrong, 402 for a payment type that is not active */
export function methodOf(type: string, body: Fields): SimulatedMethod {
  switch (type) {
    case 'bank_transfer':
      return among(BANKS, type, asText(asObject(body[type], type)['bank'], 'bank_transfer.bank'), 'bank_transfer.bank');
    case 'cstore':
      return among(STORES, type, asText(asObject(body[type], type)['store'], 'cstore.store'), 'cstore.store');
    case 'qris':
      return among(ACQUIRERS, type, acquirerOf(body), 'qris.acquirer');
    default: {
      const [known, limits] = (Object.hasOwn(OTHERS, type) ? OTHERS[type] : undefined) ?? [];
      if (known === undefined || limits === undefined) throw new ApiError('402', 'Payment channel is not activated.');
      if (known === 'echannel') checkBill(body);
      if (known === 'ovo') checkOvo(body);
      return { type: known, ...limits };
    }
  }
}

function among(
  table: Readonly<Record<string, Rule>>,
  type: PaymentType,
  name: string,
  member: string,
): SimulatedMethod {
  const limits = Object.hasOwn(table, name) ? table[name] : undefined;
  if (limits === undefined) throw invalid(member, 'is not supported');
  return { type, selector: name, ...limits };
}

function acquirerOf(body: Fields): string {
  const given = body['qris'] === undefined ? undefined : asObject(body['qris'], 'qris')['acquirer'];
  return given === undefined ? 'gopay' : asText(given, 'qris.acquirer');
}

function checkBill(body: Fields): void {
  const bill = asObject(body['echannel'], 'echannel');
  for (const name of ['bill_info1', 'bill_info2'] as const) asText(bill[name], `echannel.${name}`, 30);
}

/** The sandbox's number of nobody. */
const NOBODY = '08249134000';

function checkOvo(body: Fields): void {
  const phone = asText(asObject(body['ovo'], 'ovo')['payer_phone_number'], 'ovo.payer_phone_number');
  if (!/^08\d{8,11}$/.test(phone)) throw invalid('ovo.payer_phone_number', 'must be a phone number');
  if (phone.startsWith(NOBODY)) throw new ApiError('404', 'OVO user with this phone number is not found.');
}
