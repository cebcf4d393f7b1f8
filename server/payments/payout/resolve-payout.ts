import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { requestPayoutStatus } from './inquire-payout.ts';
import { loadPayout } from '../core/load.ts';
import type { Payout } from '../model/model.ts';
import { isOperator } from '../model/operator-act.ts';
import { DomainError } from '../core/domain-error.ts';
import { isUnknownTooLong } from '../review/raise-unknown-review.ts';
import { applyPayoutReports, changePayout } from './apply-payout-evidence.ts';
import { commit } from '../core/unit-of-work.ts';

export interface PayoutResolution {
  /** Reserved by the caller. A repeat with the same id does nothing twice. */
  readonly id: string;
  readonly payoutId: string;
  readonly decision: 'succeeded' | 'failed';
  readonly note: string;
  /** Who decided: a digest of a payout key, or {@link operatorId}. */
  readonly by: string;
}

const INQUIRY_TIMEOUT_MS = 3_000;
const INQUIRE_AGAIN_MS = 60_000;

/**
 * Carries out the merchant's decision about a payout that has been `unknown` for an hour, after another inquiry: only
 * what the provider does not answer is decided. A payout resolved as failed may be made again, so where payouts need
 * approval the key that created it cannot decide that; and it is queried for another month.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where nothing is to be decided; `forbidden` for the creating key
 */
export function resolvePayout(deps: Domain, { id, payoutId, decision, note, by }: PayoutResolution): Promise<Payout> {
  return exclusively(deps, payoutId, async (held) => {
    const payout = await loadPayout(held, payoutId);
    if (payout.resolution === id) return payout;
    if (!isUnknownTooLong(payout, deps.clock.now()))
      throw new DomainError('state_conflict', `Nothing is to be decided yet; the payout is ${payout.status}.`);
    if (decision === 'failed' && deps.payoutApproval === true && payout.madeBy === by)
      throw new DomainError(
        'forbidden',
        isOperator(by)
          ? 'The operator who created a payout cannot resolve it as failed; another operator or a payout key can.'
          : 'The payout key that created a payout cannot resolve it as failed; use another payout key.',
      );
    const inquired = await requestPayoutStatus(held, payout, INQUIRY_TIMEOUT_MS);
    const now =
      inquired.kind === 'answered' ? await applyPayoutReports(held, payout, inquired.value ?? [], 'inquiry') : payout;
    if (now.status !== 'unknown')
      throw new DomainError('state_conflict', `The provider has decided meanwhile: the payout is ${now.status}.`);
    return commit(held, { of: 'payout', id: payoutId }, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayout(payoutId);
      if (fresh?.status !== 'unknown')
        throw new DomainError('state_conflict', 'Another decision was made at the same time.');
      const changed = await changePayout(unitOfWork, fresh, {
        to: decision,
        source: 'merchant',
        said: `resolved: ${decision}`,
        note: `${note} (decided by ${isOperator(by) ? by : `the payout key ${by}`})`,
        ...(decision === 'failed'
          ? { failure: { code: 'provider_error', reason: 'Resolved as failed by the merchant.' } }
          : {}),
      });
      const resolved = { resolution: id, resolvedAt: unitOfWork.now } as const;
      await unitOfWork.tx.updatePayout(payoutId, resolved);
      await unitOfWork.tx.scheduleJob({
        kind: 'inquire_payout',
        key: payoutId,
        runAt: unitOfWork.now + INQUIRE_AGAIN_MS,
      });
      return unitOfWork.emitPayout('payout.resolved', { ...changed, ...resolved });
    });
  });
}
