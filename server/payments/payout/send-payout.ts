import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import type { Failure, Payout } from '../model/model.ts';
import type { PayoutOrder } from '../ports/ports.ts';
import { applyPayoutReports, changePayout, type PayoutChange } from './apply-payout-evidence.ts';
import { nextPayoutInquiryAt } from './payout-inquiry-schedule.ts';

/** Schedules the inquiry of a payout that is about to be sent. */
export async function scheduleFirstInquiry({ tx, now }: UnitOfWork, id: string): Promise<void> {
  const runAt = nextPayoutInquiryAt(0, now);
  if (runAt !== undefined) await tx.scheduleJob({ kind: 'inquire_payout', key: id, runAt });
}

/**
 * Sends a payout, once, unless the provider did not receive it. Without an answer it stays `unknown`.
 *
 * @throws {DomainError} `provider_rejected`; `provider_unavailable` where it was not received
 */
export async function sendPayout(deps: Domain, payout: Payout): Promise<Payout> {
  const { id } = payout;
  const gateway = deps.providerRouter.gateway(payout.provider);
  const result = await callGateway(deps, CALL_TIMEOUT_MS, (signal) => gateway.payout?.(orderOf(deps, payout), signal));
  if (result.kind === 'answered') return applyPayoutReports(deps, payout, result.value ?? [], 'command');
  deps.log.warn(
    { payoutId: id, provider: payout.provider, outcome: result.kind, reason: result.error.message },
    PROVIDER_PAYOUT_FAILED[result.kind],
  );
  if (result.kind === 'unknown') return payout;
  if (result.kind === 'rejected') {
    const { failure, message: note } = result.error;
    const ended = { to: 'failed', source: 'command', said: 'refused by the provider', note, failure } as const;
    const after = await endUnsent(deps, id, () => ended);
    if (after.status !== 'failed') return after;
    throw payoutRejected(id, failure);
  }
  // A repeat makes another payout, or waits for approval again. No event: it could lead to a second payout.
  const common = { source: 'command', said: 'not delivered', quiet: true } as const;
  await endUnsent(deps, id, ({ approvedBy }) =>
    approvedBy === undefined
      ? { ...common, to: 'failed', failure: { code: 'channel_unavailable', undelivered: true } }
      : { ...common, to: 'awaiting_approval', approvedBy: undefined },
  );
  throw new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again in a moment.',
  );
}

/** Unless its outcome has become known while the call was under way: the lease may have been lost to another instance. */
const endUnsent = (deps: Domain, id: string, change: (payout: Payout) => PayoutChange): Promise<Payout> =>
  commit(deps, { of: 'payout', id }, async (unitOfWork) => {
    const payout = await unitOfWork.tx.findPayout(id);
    if (payout === undefined) throw new DomainError('not_found', 'No such payout.');
    if (payout.status !== 'unknown') return payout;
    await unitOfWork.tx.dropJob('inquire_payout', id);
    return changePayout(unitOfWork, payout, change(payout));
  });

const PROVIDER_PAYOUT_FAILED = {
  unknown: 'provider payout failed: outcome unknown',
  rejected: 'provider payout failed: rejected',
  not_delivered: 'provider payout failed: not delivered',
} as const;

const orderOf = (deps: Domain, payout: Payout): PayoutOrder => ({
  merchantReference: payout.merchantReference,
  money: { amount: payout.amount, currency: payout.currency },
  bankCode: payout.bankCode,
  accountNumber: payout.accountNumber,
  accountName: payout.accountName,
  description: payout.description,
  feeBearer: payout.feeBearer,
  notificationUrl: `${deps.publicUrl}/v1/notifications/${payout.provider}/payouts`,
});

export const payoutRejected = (payoutId: string, failure: Failure): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payout.', { failure, payoutId });
