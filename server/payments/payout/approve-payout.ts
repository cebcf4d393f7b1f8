import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadPayout } from '../core/load.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Payout } from '../model/model.ts';
import { isOperator } from '../model/operator-act.ts';
import { changePayout } from './apply-payout-evidence.ts';
import { scheduleFirstInquiry, sendPayout } from './send-payout.ts';

/**
 * Approves a payout and sends it. One that is approved already is returned as it is.
 *
 * @param approvedBy a digest of a payout key, or {@link operatorId}
 * @param note who approved it and why, for the history
 * @throws {DomainError} `not_found`; `forbidden` for the key or operator that created it; `state_conflict` where it does not wait
 * for approval or its recipient cannot be decrypted; and what {@link sendPayout} throws
 */
export function approvePayout(deps: Domain, id: string, approvedBy: string, note?: string): Promise<Payout> {
  return exclusively(deps, id, async (held) => {
    const waiting = await loadPayout(held, id);
    if (waiting.madeBy === approvedBy)
      throw new DomainError(
        'forbidden',
        isOperator(approvedBy)
          ? 'The operator who created a payout cannot approve it; another operator or a payout key can.'
          : 'The payout key that created a payout cannot approve it; use another payout key.',
      );
    if (waiting.status !== 'awaiting_approval') {
      if (waiting.approvedBy !== undefined) return waiting;
      throw new DomainError('state_conflict', `The payout is ${waiting.status} and does not wait for approval.`);
    }
    if (waiting.unreadable)
      throw new DomainError(
        'state_conflict',
        'The stored recipient cannot be decrypted; configure the encryption key that it was encrypted with again.',
      );
    const payout = await commit(held, { of: 'payout', id }, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayout(id);
      // Another instance has approved it at the same time.
      if (fresh?.status !== 'awaiting_approval') return undefined;
      await scheduleFirstInquiry(unitOfWork, id);
      return changePayout(unitOfWork, fresh, { to: 'unknown', source: 'merchant', said: 'approved', note, approvedBy });
    });
    return payout === undefined ? loadPayout(held, id) : sendPayout(held, payout);
  });
}
