import { tryExclusively } from '../core/exclusively.ts';
import type { Domain } from '../core/domain.ts';
import type { Payment } from '../model/model.ts';
import { markOutcomeUnknown } from './mark-outcome-unknown.ts';

const PAGE = 100;

/**
 * At a start, and when another instance has lapsed: a payment that is still `creating` although nobody works on its
 * checkout belongs to a process that died before it wrote the outcome. It becomes `unknown`, because the provider may
 * have received it, and inquiries begin. What another instance is just creating is left alone.
 *
 * @returns how many there were
 */
export async function recoverInterrupted(deps: Domain): Promise<number> {
  let recovered = 0;
  for (let cursor: string | undefined; ;) {
    const { data, nextCursor } = await deps.store.listPayments({ status: 'creating' }, { cursor, limit: PAGE });
    for (const payment of data)
      if (await recoverPayment(deps, payment, 'the server stopped before the answer was written')) recovered += 1;
    if (nextCursor === null) return recovered;
    cursor = nextCursor;
  }
}

/**
 * Makes a payment `unknown` that is still `creating` although nobody works on its checkout.
 *
 * @returns whether it was so
 */
export async function recoverPayment(deps: Domain, { id, checkoutId }: Payment, why: string): Promise<boolean> {
  let recovered = false;
  await tryExclusively(deps, checkoutId, async (held) => {
    const payment = await held.store.findPayment(id);
    if (payment?.status !== 'creating') return;
    recovered = (await markOutcomeUnknown(held, payment, why)).status === 'unknown';
  });
  return recovered;
}
