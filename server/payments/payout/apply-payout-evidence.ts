import { changedAt } from '../core/changed-at.ts';
import { sameMoney } from '../../../shared/money.ts';
import type { PayoutStatus } from '../../../shared/payment-status.ts';
import type { Failure, Payout } from '../model/model.ts';
import type { PayoutReport, ProviderReport, Tx } from '../ports/ports.ts';
import type { Domain } from '../core/domain.ts';
import { isLeftToMerchant } from './payout-inquiry-schedule.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/** The answer to our command or inquiry. A notification changes nothing. */
type Source = 'command' | 'inquiry';

/**
 * The next status of a payout by what the provider reports. A failed payout that turns out to be paid is `succeeded`. A
 * paid one stays so: money that comes back is left to the merchant's review.
 */
export function nextPayoutStatus(status: PayoutStatus, outcome: PayoutReport['outcome'], source: Source): PayoutStatus {
  if (status === 'awaiting_approval' || status === 'succeeded') return status;
  // The answer to the order only says that it was accepted, even if it reports success.
  if (outcome === 'succeeded') return source === 'inquiry' ? 'succeeded' : status === 'failed' ? status : 'processing';
  if (status === 'failed' || outcome === 'unknown') return status;
  return outcome;
}

/** Applies every report about this payout, in one commit. */
export function applyPayoutReports(
  deps: Domain,
  payout: Payout,
  reports: readonly ProviderReport[],
  source: Source,
): Promise<Payout> {
  return commit(deps, { of: 'payout', id: payout.id }, async (unitOfWork) => {
    let after = payout;
    for (const report of reports) {
      if (report.subject === 'payout') after = await applyPayoutResult(unitOfWork, payout.id, report, source);
    }
    return after;
  });
}

/** Applies one report to the payout, as it is in this transaction. */
export async function applyPayoutResult(
  unitOfWork: UnitOfWork,
  id: string,
  report: PayoutReport,
  source: Source,
): Promise<Payout> {
  const { tx, domain } = unitOfWork;
  const payout = await tx.findPayout(id);
  if (payout === undefined) throw new Error(`a report about a payout that does not exist: ${id}`);
  const refused = mismatchOf(payout, report, source);
  const isPending = report.outcome === 'processing' && payout.status === 'unknown';
  const isRefused = refused !== undefined || (isPending && isLeftToMerchant(payout.createdAt, unitOfWork.now));
  const to = isRefused ? payout.status : nextPayoutStatus(payout.status, report.outcome, source);
  const contradicts = refused === undefined && payout.status === 'succeeded' && report.outcome === 'failed';
  const note = refused ?? (contradicts ? CAME_BACK : undefined);
  const isNew = contradicts && !(await tx.payoutHistoryOf(id)).some((entry) => entry.note === CAME_BACK);
  if (note !== undefined)
    domain.log.error(
      { payoutId: id, providerStatus: report.providerStatus, note },
      'payout report refused or contradicting: check the payout with its provider',
    );
  const change: PayoutChange = {
    to,
    source,
    said: `${report.outcome} (${report.providerStatus})`,
    note,
    providerReferences: refused === undefined ? report.providerReferences : {},
    fee: refused === undefined ? report.fee : undefined,
    failure: report.failure,
  };
  if (source === 'inquiry' && (await isRepeated(tx, payout, change))) return payout;
  const after = await changePayout(unitOfWork, payout, change);
  // The merchant had called it failed, and may have sent another one.
  const wasGivenUp = payout.resolvedAt !== undefined && payout.status === 'failed' && to === 'succeeded';
  // The status stays. The money that came back is left to a review, which is raised once.
  return isNew || wasGivenUp ? unitOfWork.emitPayout('payout.review_required', after) : after;
}

/** An inquiry that changes nothing and says what one has said before gets no entry of its own. */
async function isRepeated(
  tx: Tx,
  { id, status, providerReferences, fee }: Payout,
  { to, said, note, ...learned }: PayoutChange,
): Promise<boolean> {
  if (to !== status || (fee === undefined && learned.fee !== undefined)) return false;
  if (Object.keys(learned.providerReferences ?? {}).some((name) => providerReferences[name] === undefined))
    return false;
  return (await tx.payoutHistoryOf(id)).some(
    (one) => one.source === 'inquiry' && one.said === said && one.from === status && one.to === to && one.note === note,
  );
}

/** Stored in the history, by which a repeat is recognised: not to be changed. */
const CAME_BACK = 'contradicts what was said before';

/** Why a report is refused: it must repeat our reference and the exact amount. */
function mismatchOf(payout: Payout, report: PayoutReport, source: Source): string | undefined {
  if (
    report.merchantReference !== payout.merchantReference &&
    (source === 'inquiry' || report.merchantReference !== undefined)
  )
    return 'refused: other_reference';
  const { money } = report;
  if (money === undefined ? report.outcome === 'succeeded' && source === 'inquiry' : !sameMoney(money, payout))
    return 'refused: amount_differs';
  return undefined;
}

export interface PayoutChange {
  readonly to: PayoutStatus;
  readonly source: string;
  readonly said: string;
  readonly note?: string | undefined;
  readonly providerReferences?: Payout['providerReferences'];
  readonly fee?: number | undefined;
  readonly failure?: Failure | undefined;
  readonly approvedBy?: string | undefined;
  /** No event: the caller gets the outcome as the response of the request. */
  readonly quiet?: boolean;
}

/** The only way a payout changes: with its history, and the event of its end. */
export async function changePayout(unitOfWork: UnitOfWork, payout: Payout, by: PayoutChange): Promise<Payout> {
  const { tx, now } = unitOfWork;
  const moved = by.to !== payout.status;
  const after: Payout = {
    ...payout,
    status: by.to,
    providerReferences: { ...by.providerReferences, ...payout.providerReferences },
    fee: payout.fee ?? by.fee,
    failure: by.to === 'failed' ? (payout.failure ?? by.failure) : undefined,
    approvedBy: 'approvedBy' in by ? by.approvedBy : payout.approvedBy,
    unknownSince: by.to === 'unknown' ? (payout.unknownSince ?? now) : undefined,
    updatedAt: changedAt(now, payout),
  };
  await tx.appendPayoutHistory(payout.id, {
    at: now,
    source: by.source,
    said: by.said,
    from: payout.status,
    to: by.to,
    note: by.note,
  });
  await tx.updatePayout(payout.id, {
    status: after.status,
    providerReferences: after.providerReferences,
    fee: after.fee,
    failure: after.failure,
    approvedBy: after.approvedBy,
    unknownSince: after.unknownSince,
    updatedAt: after.updatedAt,
  });
  if (moved && by.to === 'unknown') await scheduleUnknownReview(unitOfWork, 'review_payout', payout.id);
  if (!moved || by.quiet === true) return after;
  if (after.status === 'succeeded') return unitOfWork.emitPayout('payout.succeeded', after);
  return after.status === 'failed' ? unitOfWork.emitPayout('payout.failed', after) : after;
}
