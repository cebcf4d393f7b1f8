import { decline } from './money.ts';
import { WALLETS } from './partners.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** How long OVO waits for the customer to confirm on the phone. Not documented; OVO itself allows about a minute. */
const PUSH_TIMEOUT_MS = 60_000;

/** Clickpay, wallets and lenders: the customer continues at the partner. */
export const isPartnerMethod = (method: Transaction['method']): boolean =>
  method === '04' || method === '05' || method === '06';

/** Sends the customer to the partner's page, or a push notification to the phone. */
export function startPartner(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state === 'waiting') return;
  const isPush = WALLETS[transaction.partner ?? '']?.push === true;
  transaction.state = isPush ? 'waiting' : 'started';
  if (isPush) state.agenda.add(now(state) + PUSH_TIMEOUT_MS, { name: 'time_out_push', transaction });
}

/** The push notification ends when the customer does not confirm. */
export function timeOutPush(state: SimulatorState, transaction: Transaction): void {
  if (transaction.state === 'waiting')
    decline(state, transaction, new ApiError('9752', 'The customer did not confirm in time'));
}

/** The result code of a decline without a specific reason, by payment method. */
const GENERIC_DECLINES: Readonly<Record<string, string>> = { '01': '05', '04': '9806', '05': '9752' };

export const genericDecline = ({ method }: Transaction): ApiError =>
  new ApiError(GENERIC_DECLINES[method] ?? '9030', 'Declined by the customer or the partner');
