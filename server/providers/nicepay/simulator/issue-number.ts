import type { Instant } from '../../../payments/model/model.ts';
import { qrText } from '../../simulation/emv-qr.ts';
import { deadlineOf } from './check-registration.ts';
import { BANKS, STORES } from './partners.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { digits, now } from './state.ts';
import type { Method } from './options.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long it can be paid where the order does not say. */
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
 * Settles what a transaction is paid with, at its registration or by a choice on the page, and gives out the number or
 * the QR text that belongs to it.
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
  const own = ownDeadline(transaction, method);
  // The life of the page is no deadline of what is chosen on it.
  transaction.expiresAt = own ?? at + LIFETIMES_MS[method];
  if (method === '02') transaction.number = accountNumber(state, transaction, partner ?? '');
  if (method === '03') transaction.number = unique(state, () => digits(state, STORES[partner ?? '']?.codeLength ?? 12));
  if (method === '08') transaction.qrText = qrOf(state, transaction);
}

function ownDeadline({ order }: Transaction, method: Method | '00'): Instant | undefined {
  if (method === '02') return deadlineOf(order, 'vacctValid');
  if (method === '03') return deadlineOf(order, 'payValid');
  return method === '08' ? deadlineOf(order, 'paymentExp') : undefined;
}

function accountNumber(state: SimulatorState, { order }: Transaction, bankCd: string): string {
  const bank = BANKS[bankCd];
  if (!bank) throw new ApiError('9237', `bankCd ${bankCd} is unknown`);
  const fixed = order['merFixAcctId'];
  if (fixed === undefined) return unique(state, () => bank.prefix + digits(state, 16 - bank.prefix.length));
  const number = bank.prefix + fixed;
  if (state.numbers.has(number)) throw new ApiError('9233', 'That number is taken');
  state.numbers.add(number);
  return number;
}

/** Made anew until it is nobody else's. */
function unique(state: SimulatorState, make: () => string): string {
  let number = make();
  while (state.numbers.has(number)) number = make();
  state.numbers.add(number);
  return number;
}

const qrOf = (state: SimulatorState, { amount }: Transaction): string =>
  qrText({ country: 'ID', currency: 'IDR', amount, purchase: unique(state, () => digits(state, 14)) });
