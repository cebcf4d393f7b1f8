import { callGateway, CALL_TIMEOUT_MS, type GatewayResult } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadPayout } from '../core/load.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Instant, Payout } from '../model/model.ts';
import { nextFollowUpAt } from '../notification/follow-up-schedule.ts';
import type { Job, PayoutRef, ProviderReport } from '../ports/ports.ts';
import { nextPayoutInquiryAt } from './payout-inquiry-schedule.ts';
import { applyPayoutReports, changePayout } from './apply-payout-evidence.ts';

/** For so long a payout that the merchant has resolved as failed is queried. */
const INQUIRE_RESOLVED_FOR_MS = 30 * 24 * 3_600_000;

/**
 * Inquires about a payout and applies the answer. Never at the same time as the call that sends it.
 *
 * @returns when to inquire again; `undefined` when its outcome is known
 * @throws {DomainError} `not_found`
 */
export function inquirePayout(
  deps: Domain,
  { key: id, retryCount, notified }: PayoutInquiryJob,
): Promise<Instant | undefined> {
  return exclusively(deps, id, async (held) => {
    const payout = await loadPayout(held, id);
    if (payout.status === 'awaiting_approval') return undefined;
    const wasFinal = payout.status === 'succeeded' || payout.status === 'failed';
    const result = await requestPayoutStatus(held, payout);
    const reports = result.kind === 'answered' ? (result.value ?? []) : [];
    const after = reports.length > 0 ? await applyPayoutReports(held, payout, reports, 'inquiry') : payout;
    if (result.kind !== 'answered')
      deps.log.info(
        { payoutId: id, outcome: result.kind, reason: result.error.message },
        'payout inquiry not answered',
      );
    const now = deps.clock.now();
    const next = nextPayoutInquiryAt(retryCount + 1, now);
    // The merchant resolved it as failed; the provider may still report otherwise.
    const resolvedAt = after.status === 'failed' ? after.resolvedAt : undefined;
    if (resolvedAt !== undefined && now < resolvedAt + INQUIRE_RESOLVED_FOR_MS) return next;
    if (after.status === 'succeeded' || after.status === 'failed') {
      // A final payout is queried only after a notification: it may have failed or come back since.
      const isFollowUp = wasFinal && after.status === payout.status && (notified || retryCount > 0);
      const answer = after.status === 'succeeded' ? 'known' : 'contradicted';
      return isFollowUp ? nextFollowUpAt(retryCount, reports.length > 0 ? answer : undefined, now) : undefined;
    }
    if (next === undefined) await leaveToMerchant(held, after);
    return next;
  });
}

/** Ends the inquiries: its outcome is `unknown`, which the merchant can resolve. */
async function leaveToMerchant(deps: Domain, { id, status }: Payout): Promise<void> {
  deps.log.error({ payoutId: id, status }, 'payout outcome never found out: check it with the provider');
  await commit(deps, { of: 'payout', id }, async (unitOfWork) => {
    const fresh = await unitOfWork.tx.findPayout(id);
    if (fresh?.status === 'processing')
      await changePayout(unitOfWork, fresh, { to: 'unknown', source: 'clock', said: 'inquiries_ended' });
  });
}

type PayoutInquiryJob = Pick<Job, 'key' | 'retryCount' | 'notified'>;

/** Asks the provider for the status of a payout, without applying it. */
export function requestPayoutStatus(
  deps: Domain,
  payout: Payout,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<GatewayResult<readonly ProviderReport[] | undefined>> {
  const gateway = deps.providerRouter.gateway(payout.provider);
  return callGateway(deps, timeoutMs, (signal) => gateway.inquirePayout?.(payoutRef(payout), signal));
}

const payoutRef = (payout: Payout): PayoutRef => ({
  merchantReference: payout.merchantReference,
  money: { amount: payout.amount, currency: payout.currency },
  feeBearer: payout.feeBearer,
  providerReferences: payout.providerReferences,
});
