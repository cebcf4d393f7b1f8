import type { Domain } from '../core/domain.ts';
import { requestPayoutStatus } from './inquire-payout.ts';
import { loadPayout } from '../core/load.ts';
import type { Payout } from '../model/model.ts';
import { DomainError } from '../core/domain-error.ts';
import { isUnknownTooLong } from '../review/raise-unknown-review.ts';
import { applyPayoutReports, changePayout } from './apply-payout-evidence.ts';
import { commit } from '../core/unit-of-work.ts';

export interface PayoutResolution {
  /** Reserved by the caller: asked again with it, nothing is done twice. */
  readonly id: string;
  readonly payoutId: string;
  readonly decision: 'succeeded' | 'failed';
  readonly note: string;
  /** A digest of the payout key that decides. */
  readonly by: string;
}

const QUESTION_MS = 3_000;
const INQUIRE_AGAIN_MS = 60_000;

/**
 * A person says what became of a payout of which nobody has known for an hour. The provider is asked once more first: a
 * person decides only what it does not. Called failed it may be sent anew, so where payouts need approval another key
 * than the maker's has to say so; and it is asked about for a month more.
 */
export function resolvePayout(deps: Domain, { id, payoutId, decision, note, by }: PayoutResolution): Promise<Payout> {
  return deps.exclusive(payoutId, async () => {
    const payout = await loadPayout(deps, payoutId);
    if (payout.resolution === id) return payout;
    if (!isUnknownTooLong(payout, deps.clock.now()))
      throw new DomainError('state_conflict', `Nothing waits for a decision yet; the payout is ${payout.status}.`);
    if (decision === 'failed' && deps.payoutApproval === true && payout.madeBy === by)
      throw new DomainError(
        'forbidden',
        'The payout key that asked for a payout cannot call it failed; another one has to.',
      );
    const inquired = await requestPayoutStatus(deps, payout, QUESTION_MS);
    const now =
      inquired.kind === 'answered' ? await applyPayoutReports(deps, payout, inquired.value ?? [], 'inquiry') : payout;
    if (now.status !== 'unknown')
      throw new DomainError('state_conflict', `The provider has decided meanwhile: the payout is ${now.status}.`);
    return commit(deps, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayout(payoutId);
      if (fresh?.status !== 'unknown')
        throw new DomainError('state_conflict', 'It was decided by somebody else in this moment.');
      const changed = await changePayout(unitOfWork, fresh, {
        to: decision,
        source: 'merchant',
        said: `resolved: ${decision}`,
        note: `${note} (decided by the payout key ${by})`,
        ...(decision === 'failed' ? { failure: { code: 'provider_error', reason: 'Given up by a person.' } } : {}),
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
