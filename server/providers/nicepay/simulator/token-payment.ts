import { isSameText } from './merchant-tokens.ts';
import { collect, decline } from './money.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import type { Verdict } from './verdict.ts';

/* Payments that need nobody: a saved card is charged, held money is taken. Each is a transaction of its own. */

export function chargeToken(
  state: SimulatorState,
  transaction: Transaction,
  recurringToken: string,
  verdict: Verdict,
): void {
  const saved = state.cards.get(recurringToken);
  if (saved?.iMid !== transaction.merchant.iMid) throw new ApiError('9161', 'The token was not found');
  transaction.card = saved.card;
  if (isApproved(state, transaction, verdict)) collect(state, transaction, '2');
}

export function captureAuthorization(
  state: SimulatorState,
  transaction: Transaction,
  preauthToken: string,
  verdict: Verdict,
): void {
  const held = [...state.transactions.values()].find((one) => isSameText(preauthToken, one.preauthToken));
  if (held?.merchant.iMid !== transaction.merchant.iMid || held.state !== 'held')
    throw new ApiError('9143', 'The pre-authorisation token is of no use');
  if (transaction.amount > held.amount) throw new ApiError('9145', `No more than ${held.amount} is held`);
  transaction.card = held.card;
  if (!isApproved(state, transaction, verdict)) return;
  held.state = 'taken';
  collect(state, transaction, '4');
}

/** Whether the money moves now. */
function isApproved(state: SimulatorState, transaction: Transaction, { decline: code, pending }: Verdict): boolean {
  if (code !== undefined) {
    decline(state, transaction, new ApiError(code, 'Declined by the issuer'));
    transaction.declinedServerStep = true;
  } else if (pending === true) transaction.state = 'waiting';
  return code === undefined && pending !== true;
}
