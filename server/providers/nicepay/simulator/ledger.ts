import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { Transaction } from './records.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** Records a movement that really happened, for tests to compare with. */
export function book(
  state: SimulatorState,
  kind: LedgerEntry['kind'],
  { tXid, referenceNo }: Pick<Transaction, 'tXid' | 'referenceNo'>,
  amount?: number,
): void {
  const money = amount === undefined ? undefined : ({ amount, currency: 'IDR' } as const);
  state.ledger.push({ at: now(state), kind, reference: referenceNo, id: tXid, money });
}
