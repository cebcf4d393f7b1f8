import { markOutcomeUnknown } from './mark-outcome-unknown.ts';
import type { Domain } from '../core/domain.ts';

const PAGE = 100;

/**
 * At start: a payment still `creating` belongs to a process that died between writing the intent and the outcome.
 * Whether the provider received it nobody knows, so it becomes `unknown` and is asked about. Answers how many.
 */
export async function recover(deps: Domain): Promise<number> {
  let recovered = 0;
  for (;;) {
    const { data } = await deps.store.listPayments({ status: 'creating' }, { limit: PAGE });
    for (const payment of data) {
      await markOutcomeUnknown(deps, payment, 'the server stopped before the answer was written');
      recovered += 1;
    }
    if (data.length < PAGE) return recovered;
  }
}
