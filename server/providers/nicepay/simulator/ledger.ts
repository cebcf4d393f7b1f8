import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { Transaction } from './records.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** Writes down that something really happened. */
export function book(
  simulatorState: SimulatorState,
  kind: LedgerEntry['kind'],
  { tXid, referenceNo }: Pick<Transaction, 'tXid' | 'referenceNo'>,
  amount?: number,
): void {
  const money = amount === undefined ? undefined : ({ amount, currency: 'IDR' } as const);
  simulatorState.ledger.push({ at: now(simulatorState), kind, reference: referenceNo, id: tXid, money });
}
