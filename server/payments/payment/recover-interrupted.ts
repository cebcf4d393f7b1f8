import type { Domain } from '../core/domain.ts';
import { markOutcomeUnknown } from './mark-outcome-unknown.ts';

const PAGE = 100;

/**
 * At start: a payment that is still `creating` belongs to a process that died before it wrote the outcome. It becomes
 * `unknown`, because the provider may have received it, and inquiries begin.
 *
 * @returns how many there were
 */
export async function recoverInterrupted(deps: Domain): Promise<number> {
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
