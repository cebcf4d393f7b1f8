import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';
import { noteOfAct, type OperatorAct } from '../model/operator-act.ts';

/**
 * Writes into the history of a payment what an operator is about to do, and why: for acts that leave no entry of their
 * own. It is written before the act, so that who asked for it is known whatever happens then.
 *
 * @param said what, as in `inquiry requested`
 * @throws {DomainError} `not_found`
 */
export const recordOperatorAct = (deps: Domain, paymentId: string, said: string, act: OperatorAct): Promise<void> =>
  commit(deps, { of: 'payment', id: paymentId }, async ({ tx, now }) => {
    const payment = await tx.findPayment(paymentId);
    if (payment === undefined) throw new DomainError('not_found', 'No such payment.');
    await tx.appendHistory(paymentId, {
      at: now,
      source: 'merchant',
      said,
      from: payment.status,
      to: payment.status,
      note: noteOfAct(act),
    });
  });
