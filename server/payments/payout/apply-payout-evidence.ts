import { changedAt } from '../core/changed-at.ts';
import { sameMoney } from '../../../shared/money.ts';
import type { PayoutStatus } from '../../../shared/payment-status.ts';
import type { Failure, Payout } from '../model/model.ts';
import type { PayoutReport, ProviderReport } from '../ports/ports.ts';
import type { Domain } from '../core/domain.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/** The answer to our own order, or to a question. A notice settles nothing. */
type Source = 'answer' | 'inquiry';

/**
 * Where a payout goes by what the provider says. `processing` and `unknown` are open. A payout that failed and is found
 * paid all the same has been paid. One that was paid stays paid: money that comes back is for a person to see.
 */
export function nextPayoutStatus(status: PayoutStatus, outcome: PayoutReport['outcome'], source: Source): PayoutStatus {
  if (status === 'awaiting_approval' || status === 'succeeded') return status;
  // The answer to the order says that it was taken on, whatever else it claims.
  if (outcome === 'succeeded') return source === 'inquiry' ? 'succeeded' : status === 'failed' ? status : 'processing';
  if (status === 'failed' || outcome === 'unknown') return status;
  return outcome;
}

/** Weighs every testimony about this payout, in one commit. */
export function applyPayoutReports(
  d: Domain,
  payout: Payout,
  reports: readonly ProviderReport[],
  source: Source,
): Promise<Payout> {
  return commit(d, async (unit) => {
    let after = payout;
    for (const report of reports) {
      if (report.subject === 'payout') after = await applyPayoutResult(unit, payout.id, report, source);
    }
    return after;
  });
}

/** Weighs one testimony against the payout as it stands in this transaction. */
export async function applyPayoutResult(
  unit: UnitOfWork,
  id: string,
  said: PayoutReport,
  source: Source,
): Promise<Payout> {
  const { tx, domain } = unit;
  const payout = await tx.findPayout(id);
  if (payout === undefined) throw new Error(`testimony about a payout that does not exist: ${id}`);
  const refused = whyNot(payout, said, source);
  const to = refused === undefined ? nextPayoutStatus(payout.status, said.outcome, source) : payout.status;
  const contradicts = refused === undefined && payout.status === 'succeeded' && said.outcome === 'failed';
  const note = refused ?? (contradicts ? CAME_BACK : undefined);
  const isNews = contradicts && !(await tx.payoutHistoryOf(id)).some((entry) => entry.note === CAME_BACK);
  if (note !== undefined) domain.log.error({ payoutId: id, said: said.said, note }, 'a payout needs to be looked at');
  const after = await changePayout(unit, payout, {
    to,
    source,
    said: `${said.outcome} (${said.said})`,
    note,
    ids: refused === undefined ? said.ids : {},
    fee: refused === undefined ? said.fee : undefined,
    failure: said.failure,
  });
  // A person called it failed, and it may have been sent anew.
  const wasGivenUp = payout.resolvedAt !== undefined && payout.status === 'failed' && to === 'succeeded';
  // The status stays: the money that came back is for a person to look at, who is told once.
  return isNews || wasGivenUp ? unit.emitPayout('payout.review_required', after) : after;
}

const CAME_BACK = 'contradicts what was said before';

/** What speaks of this payout must repeat our reference and the exact amount. */
function whyNot(payout: Payout, said: PayoutReport, source: Source): string | undefined {
  if (said.reference !== payout.merchantReference && (source === 'inquiry' || said.reference !== undefined))
    return 'refused: other_reference';
  const { money } = said;
  if (money === undefined ? said.outcome === 'succeeded' && source === 'inquiry' : !sameMoney(money, payout))
    return 'refused: amount_differs';
  return undefined;
}

export interface PayoutChange {
  readonly to: PayoutStatus;
  readonly source: string;
  readonly said: string;
  readonly note?: string | undefined;
  readonly ids?: Payout['ids'];
  readonly fee?: number | undefined;
  readonly failure?: Failure | undefined;
  readonly approvedBy?: string | undefined;
  /** Nobody is told: whoever asked gets the answer of the call itself. */
  readonly quiet?: boolean;
}

/** The only way a payout changes: with its history, and the event that tells of its end. */
export async function changePayout(unit: UnitOfWork, payout: Payout, by: PayoutChange): Promise<Payout> {
  const { tx, now } = unit;
  const moved = by.to !== payout.status;
  const after: Payout = {
    ...payout,
    status: by.to,
    ids: { ...by.ids, ...payout.ids },
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
    ids: after.ids,
    fee: after.fee,
    failure: after.failure,
    approvedBy: after.approvedBy,
    unknownSince: after.unknownSince,
    updatedAt: after.updatedAt,
  });
  if (moved && by.to === 'unknown') await scheduleUnknownReview(unit, 'review_payout', payout.id);
  if (!moved || by.quiet === true) return after;
  if (after.status === 'succeeded') return unit.emitPayout('payout.succeeded', after);
  return after.status === 'failed' ? unit.emitPayout('payout.failed', after) : after;
}
