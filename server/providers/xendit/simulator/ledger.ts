import type { Currency } from '../../../../shared/money.ts';
import type { LedgerEntry } from '../../simulation/simulator.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** Adds an entry to the ledger. */
export function book(
  state: SimulatorState,
  kind: LedgerEntry['kind'],
  { id, reference }: { readonly id: string; readonly reference: string },
  money?: { readonly amount: number | undefined; readonly currency: Currency },
): void {
  const { amount, currency } = money ?? {};
  state.ledger.push({
    at: now(state),
    kind,
    reference,
    id,
    money: amount === undefined || currency === undefined ? undefined : { amount, currency },
  });
}
