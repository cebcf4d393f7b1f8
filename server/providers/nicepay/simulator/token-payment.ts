import { isSameText } from './merchant-tokens.ts';
import { collect, decline } from './money.ts';
import type { Transaction } from './records.ts';
import { ApiError } from './api-error.ts';
import type { SimulatorState } from './state.ts';
import type { Verdict } from './verdict.ts';

/* Payment steps of the merchant's server: the charge of a saved card, and a capture. Each has a transaction of its own. */

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
  const authorized = [...state.transactions.values()].find((one) => isSameText(preauthToken, one.preauthToken));
  if (authorized?.merchant.iMid !== transaction.merchant.iMid || authorized.state !== 'authorized')
    throw new ApiError('9143', 'The preauthToken is not valid');
  if (transaction.amount > authorized.amount) throw new ApiError('9145', `Only ${authorized.amount} is authorized`);
  transaction.card = authorized.card;
  if (!isApproved(state, transaction, verdict)) return;
  authorized.state = 'captured';
  collect(state, transaction, '4');
}

/** Applies the verdict of the issuer. Returns whether money moves. */
function isApproved(state: SimulatorState, transaction: Transaction, { decline: code, pending }: Verdict): boolean {
  if (code !== undefined) {
    decline(state, transaction, new ApiError(code, 'Declined by the issuer'));
    transaction.declinedServerStep = true;
  } else if (pending === true) transaction.state = 'waiting';
  return code === undefined && pending !== true;
}
