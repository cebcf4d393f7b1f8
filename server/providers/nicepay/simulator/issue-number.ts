import type { Instant } from '../../../payments/model/model.ts';
import { qrText } from '../../simulation/emv-qr.ts';
import { newDigits } from '../../simulation/new-digits.ts';
import { deadlineOf } from './check-registration.ts';
import { BANKS, STORES } from './partners.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';
import type { Method } from './options.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The lifetime in milliseconds where the order does not request an expiry. */
const LIFETIMES_MS: Readonly<Record<Transaction['method'], number>> = {
  '00': DAY,
  '01': HOUR,
  '02': 2 * DAY,
  '03': 7 * DAY,
  '04': HOUR,
  '05': HOUR / 2,
  '06': DAY,
  '08': HOUR / 2,
};

/**
 * Sets how a transaction is paid, at its registration or by the customer's choice on the page, and issues the number or
 * QR text for it.
 */
export function issueNumber(
  state: SimulatorState,
  transaction: Transaction,
  method: Method | '00',
  partner: string | undefined,
  at: Instant = now(state),
): void {
  transaction.method = method;
  transaction.partner = partner;
  // The page's own expiry does not apply to what is chosen on it.
  transaction.expiresAt = requestedExpiry(transaction, method) ?? at + LIFETIMES_MS[method];
  if (method === '02') transaction.number = accountNumber(state, transaction, partner ?? '');
  if (method === '03')
    transaction.number = unique(state, () => newDigits(state, STORES[partner ?? '']?.codeLength ?? 12));
  if (method === '08') transaction.qrText = qrOf(state, transaction);
}

function requestedExpiry({ order }: Transaction, method: Method | '00'): Instant | undefined {
  if (method === '02') return deadlineOf(order, 'vacctValid');
  if (method === '03') return deadlineOf(order, 'payValid');
  return method === '08' ? deadlineOf(order, 'paymentExp') : undefined;
}

function accountNumber(state: SimulatorState, { order }: Transaction, bankCd: string): string {
  const bank = BANKS[bankCd];
  if (!bank) throw new ApiError('9237', `bankCd ${bankCd} is unknown`);
  const fixed = order['merFixAcctId'];
  if (fixed === undefined) return unique(state, () => bank.prefix + newDigits(state, 16 - bank.prefix.length));
  const number = bank.prefix + fixed;
  if (state.numbers.has(number)) throw new ApiError('9233', 'The number is in use');
  state.numbers.add(number);
  return number;
}

/** Generates numbers until one is not in use. */
function unique(state: SimulatorState, make: () => string): string {
  let number = make();
  while (state.numbers.has(number)) number = make();
  state.numbers.add(number);
  return number;
}

const qrOf = (state: SimulatorState, { amount }: Transaction): string =>
  qrText({ country: 'ID', currency: 'IDR', amount, purchase: unique(state, () => newDigits(state, 14)) });
