import { decline } from './money.ts';
import { WALLETS } from './partners.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** How long a phone rings; nobody says, and the wallet itself allows about a minute. */
const PUSH_TIMEOUT_MS = 60_000;

/** Clickpay, wallets and lenders: the customer goes on with somebody else. */
export const isPartnerMethod = (method: Transaction['method']): boolean =>
  method === '04' || method === '05' || method === '06';

/** The customer is sent to the partner's page, or his phone is rung. */
export function startPartner(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state === 'waiting') return;
  const rings = WALLETS[transaction.partner ?? '']?.push === true;
  transaction.state = rings ? 'waiting' : 'started';
  if (rings) state.agenda.add(now(state) + PUSH_TIMEOUT_MS, { name: 'time_out_push', transaction });
}

export function timeOutPush(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state === 'waiting') decline(state, transaction, new ApiError('9752', 'Nobody answered in time'));
}

/** What a partner calls a plain no. */
const USUAL_FAILURES: Readonly<Record<string, string>> = { '01': '05', '04': '9806', '05': '9752' };

export const genericDecline = ({ method }: Transaction): ApiError =>
  new ApiError(USUAL_FAILURES[method] ?? '9030', 'The customer or the partner said no');
