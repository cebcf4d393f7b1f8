import { isSameText } from './merchant-tokens.ts';
import { collect, decline } from './money.ts';
import type { Verdict } from './payment-step.ts';
import type { Transaction } from './records.ts';
import { Refused } from './api-error.ts';
import type { SimulatorState } from './state.ts';

/* Payments that need nobody: a saved card is charged, held money is taken. Each is a transaction of its own. */

export function chargeToken(
  simulatorState: SimulatorState,
  transaction: Transaction,
  recurringToken: string,
  verdict: Verdict,
): void {
  const saved = simulatorState.cards.get(recurringToken);
  if (saved?.iMid !== transaction.merchant.iMid) throw new Refused('9161', 'The token was not found');
  transaction.card = saved.card;
  if (said(simulatorState, transaction, verdict)) collect(simulatorState, transaction, '2');
}

export function takeHold(
  simulatorState: SimulatorState,
  transaction: Transaction,
  preauthToken: string,
  verdict: Verdict,
): void {
  const held = [...simulatorState.transactions.values()].find((one) => isSameText(preauthToken, one.preauthToken));
  if (held?.merchant.iMid !== transaction.merchant.iMid || held.state !== 'held')
    throw new Refused('9143', 'The pre-authorisation token is of no use');
  if (transaction.amount > held.amount) throw new Refused('9145', `No more than ${held.amount} is held`);
  transaction.card = held.card;
  if (!said(simulatorState, transaction, verdict)) return;
  held.state = 'taken';
  collect(simulatorState, transaction, '4');
}

/** Whether the money moves now. */
function said(simulatorState: SimulatorState, transaction: Transaction, { decline: code, pending }: Verdict): boolean {
  if (code !== undefined) {
    decline(simulatorState, transaction, new Refused(code, 'Refused by the issuer'));
    transaction.declinedByToken = true;
  } else if (pending === true) transaction.state = 'waiting';
  return code === undefined && pending !== true;
}
