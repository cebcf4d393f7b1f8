import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { Transaction } from './records.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/** Writes down that something really happened. */
export function book(
  world: World,
  kind: LedgerEntry['kind'],
  { tXid, referenceNo }: Pick<Transaction, 'tXid' | 'referenceNo'>,
  amount?: number,
): void {
  const money = amount === undefined ? undefined : ({ amount, currency: 'IDR' } as const);
  world.ledger.push({ at: now(world), kind, reference: referenceNo, id: tXid, money });
}
