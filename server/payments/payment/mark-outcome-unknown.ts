import type { Domain } from '../core/domain.ts';
import type { Payment } from '../model/model.ts';
import { outcomeUnknown } from './unknown-outcome.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/** Longer than any call takes. A payment that is still `creating` by then has lost whoever was to write its outcome. */
export const INTERRUPTED_AFTER_MS = 30_000;

/** No answer of the create will be read any more. What is known by other ways meanwhile stays known. */
export const markOutcomeUnknown = (deps: Domain, { id }: Payment, why: string): Promise<Payment> =>
  commit(deps, async (unitOfWork) => {
    const payment = await unitOfWork.tx.findPayment(id);
    return payment === undefined || payment.status === 'creating'
      ? applyEvidence(unitOfWork, id, outcomeUnknown(why))
      : payment;
  });
