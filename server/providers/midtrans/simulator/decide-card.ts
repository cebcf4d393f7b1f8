import { challenge, collect, deny } from './collect.ts';
import type { TransactionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';

/** The card holder is who they say: the bank and the fraud detection decide. */
export function decideCard(state: SimulatorState, transaction: TransactionRecord): void {
  const { card } = transaction;
  if (card === undefined) return;
  if (card.result === 'accept') collect(state, transaction);
  else if (card.result === 'review') challenge(state, transaction);
  else if (card.result === 'fraud') deny(state, transaction);
  else deny(state, transaction, card.result.decline);
}
