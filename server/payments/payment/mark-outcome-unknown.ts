import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Payment } from '../model/model.ts';
import { applyEvidence } from './apply-evidence.ts';
import { outcomeUnknown } from './command-result.ts';

/**
 * Longer than any call takes: a payment that is `creating` after this time was abandoned by the process that made it.
 */
export const INTERRUPTED_AFTER_MS = 30_000;

/**
 * Marks a payment `unknown` whose create call will not be answered any more, unless it has left `creating` meanwhile.
 */
export const markOutcomeUnknown = (deps: Domain, { id }: Payment, why: string): Promise<Payment> =>
  commit(deps, { of: 'payment', id }, async (unitOfWork) => {
    const payment = await unitOfWork.tx.findPayment(id);
    return payment === undefined || payment.status === 'creating'
      ? applyEvidence(unitOfWork, id, outcomeUnknown(why))
      : payment;
  });
