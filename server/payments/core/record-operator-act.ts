import { noteOfAct, type OperatorAct } from '../model/operator-act.ts';
import { DomainError } from './domain-error.ts';
import type { Domain } from './domain.ts';
import { commit } from './unit-of-work.ts';

/** What an operator does something about. */
export interface ActSubject {
  readonly of: 'payment' | 'payout';
  readonly id: string;
}

/**
 * Writes into the history of a payment or a payout what an operator is about to do, and why: for acts that leave no entry
 * of their own. It is written before the act, so that who asked for it is known whatever happens then.
 *
 * @param said what, as in `inquiry requested`
 * @throws {DomainError} `not_found`
 */
export const recordOperatorAct = (
  deps: Domain,
  { of, id }: ActSubject,
  said: string,
  act: OperatorAct,
): Promise<void> =>
  commit(deps, { of, id }, async ({ tx, now }) => {
    const entry = <Status>(status: Status) =>
      ({ at: now, source: 'merchant', said, from: status, to: status, note: noteOfAct(act) }) as const;
    const missing = (): DomainError => new DomainError('not_found', `No such ${of}.`);
    if (of === 'payment') {
      const payment = await tx.findPayment(id);
      if (payment === undefined) throw missing();
      await tx.appendHistory(id, entry(payment.status));
    } else {
      const payout = await tx.findPayout(id);
      if (payout === undefined) throw missing();
      await tx.appendPayoutHistory(id, entry(payout.status));
    }
  });
