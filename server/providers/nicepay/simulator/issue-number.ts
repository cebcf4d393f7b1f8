import type { Instant } from '../../../payments/model/model.ts';
import { qrText } from '../../simulation/emv-qr.ts';
import { deadlineOf } from './check-registration.ts';
import { BANKS, STORES } from './partners.ts';
import type { Transaction } from './records.ts';
import { Refused } from './api-error.ts';
import type { Method, SimulatorState } from './state.ts';
import { digits, now } from './state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long it can be paid where the order does not say. */
const LIVES: Readonly<Record<Transaction['method'], number>> = {
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
export function issue(
  simulatorState: SimulatorState,
  transaction: Transaction,
  method: Method | '00',
  partner: string | undefined,
  at: Instant = now(simulatorState),
): void {
  transaction.method = method;
  transaction.partner = partner;
  const own = ownDeadline(transaction, method);
  // The life of the page is no deadline of what is chosen on it.
  transaction.expiresAt = own ?? at + LIVES[method];
  if (method === '02') transaction.number = accountNumber(simulatorState, transaction, partner ?? '');
  if (method === '03')
    transaction.number = fresh(simulatorState, () => digits(simulatorState, STORES[partner ?? '']?.codeLength ?? 12));
  if (method === '08') transaction.qrText = qrOf(simulatorState, transaction);
}

function ownDeadline({ order }: Transaction, method: Method | '00'): Instant | undefined {
  if (method === '02') return deadlineOf(order, 'vacctValid');
  if (method === '03') return deadlineOf(order, 'payValid');
  return method === '08' ? deadlineOf(order, 'paymentExp') : undefined;
}

function accountNumber(simulatorState: SimulatorState, { order }: Transaction, bankCd: string): string {
  const bank = BANKS[bankCd];
  if (!bank) throw new Refused('9237', `bankCd ${bankCd} is unknown`);
  const fixed = order['merFixAcctId'];
  if (fixed === undefined)
    return fresh(simulatorState, () => bank.prefix + digits(simulatorState, 16 - bank.prefix.length));
  const number = bank.prefix + fixed;
  if (simulatorState.numbers.has(number)) throw new Refused('9233', 'That number is taken');
  simulatorState.numbers.add(number);
  return number;
}

/** Made anew until it is nobody else's. */
function fresh(simulatorState: SimulatorState, make: () => string): string {
  let number = make();
  while (simulatorState.numbers.has(number)) number = make();
  simulatorState.numbers.add(number);
  return number;
}

const qrOf = (simulatorState: SimulatorState, { amount }: Transaction): string =>
  qrText({ country: 'ID', currency: 'IDR', amount, purchase: fresh(simulatorState, () => digits(simulatorState, 14)) });
