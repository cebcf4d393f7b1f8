import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';
import { noteOfAct, type OperatorAct } from '../model/operator-act.ts';

/**
 * Writes into the history of a payout what an operator is about to do, and why: for acts that leave no entry of their
 * own.
 *
 * @param said what, as in `redelivery of payout.succeeded requested`
 * @throws {DomainError} `not_found`
 */
export const recordPayoutAct = (deps: Domain, payoutId: string, said: string, act: OperatorAct): Promise<void> =>
  commit(deps, { of: 'payout', id: payoutId }, async ({ tx, now }) => {
    const payout = await tx.findPayout(payoutId);
    if (payout === undefined) throw new DomainError('not_found', 'No such payout.');
    await tx.appendPayoutHistory(payoutId, {
      at: now,
      source: 'merchant',
      said,
      from: payout.status,
      to: payout.status,
      note: noteOfAct(act),
    });
  });
