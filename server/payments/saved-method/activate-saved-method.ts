import { changedAt } from '../core/changed-at.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import type { Instant, SavedMethod } from '../model/model.ts';
import type { SavedMethodReport } from '../ports/ports.ts';
import { nextFollowUpAt } from '../notification/follow-up-schedule.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/**
 * Queries whether a token that was reported with a payment can be used.
 *
 * @returns when to inquire again; `undefined` when it is known
 */
export async function activateSavedMethod(deps: Domain, id: string, retryCount: number): Promise<Instant | undefined> {
  const method = await deps.store.findSavedMethod(id);
  if (method === undefined || method.status === 'removed' || method.unreadable) return undefined;
  const gateway = deps.providerRouter.gateway(method.provider);
  const apply = (report: SavedMethodReport): Promise<void> =>
    commit(deps, { of: 'saved_method', id }, (unitOfWork) => applySavedMethodReport(unitOfWork, method, report));
  const reported = (outcome: 'active' | 'removed', providerStatus: string): SavedMethodReport => ({
    subject: 'saved_method',
    outcome,
    token: method.token,
    providerStatus,
  });
  if (gateway.inquireSavedMethod === undefined) {
    await apply(reported('active', 'no inquiry'));
    return undefined;
  }
  const result = await callGateway(deps, CALL_TIMEOUT_MS, (signal) =>
    gateway.inquireSavedMethod?.(method.token, signal),
  );
  if (result.kind === 'answered' && result.value !== undefined && result.value.outcome !== 'pending') {
    await apply(result.value);
    return undefined;
  }
  if (result.kind === 'rejected') {
    await apply(reported('removed', 'refused'));
    return undefined;
  }
  const now = deps.clock.now();
  if (now < method.createdAt + GIVE_UP_MS) return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
  // An active one is queried only after a notification; without an answer it stays active.
  if (method.status === 'active')
    return nextFollowUpAt(retryCount, result.kind === 'answered' ? 'known' : undefined, now);
  deps.log.error(
    { savedMethodId: id, provider: method.provider },
    'saved method never confirmed by its provider: removed',
  );
  await apply(reported('removed', 'never'));
  return undefined;
}

/** Pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** A token that its provider does not call active within a month is removed. */
const GIVE_UP_MS = 30 * 24 * 3_600_000;

async function applySavedMethodReport(
  unitOfWork: UnitOfWork,
  { id }: SavedMethod,
  report: SavedMethodReport,
): Promise<void> {
  const { tx, now } = unitOfWork;
  const status = report.outcome === 'active' ? 'active' : 'removed';
  const method = await tx.findSavedMethod(id);
  // It may have been removed meanwhile, and stays removed.
  if (method === undefined || method.status === 'removed' || status === method.status) return;
  const patch = {
    status,
    updatedAt: changedAt(now, method),
    ...(report.masked === undefined ? {} : { masked: report.masked }),
    ...(report.expiresAt === undefined ? {} : { expiresAt: report.expiresAt }),
  } as const;
  await tx.updateSavedMethod(method.id, patch);
  const payment = await tx.findPayment(method.paymentId);
  if (payment === undefined) return;
  const type = status === 'active' ? 'saved_method.activated' : 'saved_method.removed';
  // Without an earlier activation the storefront has had no event of this token.
  if (status === 'active' || method.status === 'active') {
    await unitOfWork.emit(type, payment.checkoutId, { savedMethod: { ...method, ...patch } });
  }
}
