import type { Currency } from '../../../shared/money.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { submissionId, findSubmissions, wasRejectedAtOnce, wasUndelivered } from '../core/submissions.ts';
import type { Domain } from '../core/domain.ts';
import { requestPayoutStatus } from './inquire-payout.ts';
import { loadPayout } from '../core/load.ts';
import type { Failure, FeeBearer, Payout } from '../model/model.ts';
import { merchantReferenceOf, type PayoutOffer, type PayoutOrder } from '../ports/ports.ts';
import { nextPayoutInquiryAt } from './payout-inquiry-schedule.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import { applyPayoutReports, changePayout } from './apply-payout-evidence.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

export interface NewPayout {
  /** The merchant's own reference. */
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly description: string;
  readonly feeBearer: FeeBearer;
}

export interface PayoutRequest {
  /** Reserved by the caller. A repeat with the same id returns the same payout, and nothing is sent twice. */
  readonly id: string;
  readonly order: NewPayout;
  /** A digest of the payout key of the request. */
  readonly madeBy: string;
}

/**
 * Creates a payout and sends it, at most once. It is stored as `unknown` before it is sent, so that a process that dies
 * in between leaves nothing to recover. Where payouts need approval it is stored as `awaiting_approval`, and not sent.
 *
 * @throws {DomainError} `invalid_request`; `conflict` where another payout has the reference; `provider_rejected`;
 * `provider_unavailable` where it was not received, so that the request may be repeated
 */
export function createPayout(deps: Domain, { id: reserved, order, madeBy }: PayoutRequest): Promise<Payout> {
  return deps.exclusive(`order:${reserved}`, async () => {
    const submissions = await findSubmissions(reserved, (id) => deps.store.findPayout(id));
    const last = submissions.at(-1);
    if (last !== undefined && !wasUndelivered(last)) return repeatPayout(deps, last);
    const [payoutProvider] = deps.providerRouter.payoutProviders(order.currency);
    if (payoutProvider === undefined) throw fieldError('currency', 'is not a currency that payouts can be made in');
    assertAcceptedByProvider(order, payoutProvider.offer);
    const id = submissionId(reserved, submissions.length);
    return deps.exclusive(id, async () => {
      const payout = await commit(deps, (unitOfWork) =>
        writePayout(unitOfWork, { id, order, madeBy }, payoutProvider.provider),
      );
      return payout.status === 'awaiting_approval' ? payout : send(deps, payout);
    });
  });
}

async function writePayout(
  unitOfWork: UnitOfWork,
  { id, order, madeBy }: PayoutRequest,
  provider: string,
): Promise<Payout> {
  const { tx, now, domain } = unitOfWork;
  const fresh: Payout = {
    ...order,
    id,
    provider,
    merchantReference: merchantReferenceOf(id),
    status: domain.payoutApproval === true ? 'awaiting_approval' : 'unknown',
    providerReferences: {},
    madeBy,
    unknownSince: domain.payoutApproval === true ? undefined : now,
    sequence: 0,
    createdAt: now,
    updatedAt: now,
  };
  const holderId = await tx.insertPayout(fresh);
  if (holderId !== undefined) throw referenceTaken(order.reference, await tx.findPayout(holderId));
  await tx.appendPayoutHistory(id, {
    at: now,
    source: 'merchant',
    said: 'ordered',
    from: fresh.status,
    to: fresh.status,
  });
  if (fresh.status === 'unknown') {
    await scheduleFirstInquiry(unitOfWork, id);
    await scheduleUnknownReview(unitOfWork, 'review_payout', id);
  }
  return fresh;
}

function referenceTaken(reference: string, holder: Payout | undefined): DomainError {
  const status = holder?.status ?? 'there';
  return new DomainError('conflict', `The reference "${reference}" has a payout that is ${status}.`, {
    ...(holder === undefined ? {} : { payoutId: holder.id }),
    errors: [{ path: 'reference', message: `is taken by a payout that is ${status}` }],
  });
}

/**
 * Answers a repeated request. A rejected payout is queried, and stays rejected unless the provider has it after all.
 */
async function repeatPayout(deps: Domain, last: Payout): Promise<Payout> {
  if (!wasRejectedAtOnce(last)) return last;
  const result = await deps.exclusive(last.id, () => requestPayoutStatus(deps, last, INQUIRY_TIMEOUT_MS));
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (result.kind !== 'rejected' && reports.length === 0) return { ...last, status: 'unknown', failure: undefined };
  const after = reports.length > 0 ? await applyPayoutReports(deps, last, reports, 'inquiry') : last;
  if (after.status !== 'failed' || after.failure === undefined) return after;
  throw payoutRejected(after.id, after.failure);
}

const INQUIRY_TIMEOUT_MS = 3_000;

const payoutRejected = (payoutId: string, failure: Failure): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payout.', { failure, payoutId });

/** Checked when it is created, not when it is sent, so that it does not fail only at its approval. */
function assertAcceptedByProvider(order: NewPayout, { takes = {} }: PayoutOffer): void {
  for (const name of ['bankCode', 'accountNumber', 'accountName', 'description'] as const) {
    const rule = takes[name];
    if (rule !== undefined && !rule.regex.test(order[name])) throw fieldError(name, rule.message);
  }
}

/**
 * Approves a payout and sends it. One that is approved already is returned as it is.
 *
 * @throws {DomainError} `not_found`; `forbidden` for the key that created it; `state_conflict` where it does not wait
 * for approval or its recipient cannot be decrypted; and what {@link createPayout} throws
 */
export function approvePayout(deps: Domain, id: string, approvedBy: string): Promise<Payout> {
  return deps.exclusive(id, async () => {
    const waiting = await loadPayout(deps, id);
    if (waiting.madeBy === approvedBy)
      throw new DomainError(
        'forbidden',
        'The payout key that created a payout cannot approve it; use another payout key.',
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
    const payout = await commit(deps, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayout(id);
      // Another instance has approved it at the same time.
      if (fresh?.status !== 'awaiting_approval') return undefined;
      await scheduleFirstInquiry(unitOfWork, id);
      return changePayout(unitOfWork, fresh, { to: 'unknown', source: 'merchant', said: 'approved', approvedBy });
    });
    return payout === undefined ? loadPayout(deps, id) : send(deps, payout);
  });
}

async function scheduleFirstInquiry({ tx, now }: UnitOfWork, id: string): Promise<void> {
  const runAt = nextPayoutInquiryAt(0, now);
  if (runAt !== undefined) await tx.scheduleJob({ kind: 'inquire_payout', key: id, runAt });
}

/** Called once for a payout, unless the provider did not receive it. */
async function send(deps: Domain, payout: Payout): Promise<Payout> {
  const { id } = payout;
  const gateway = deps.providerRouter.gateway(payout.provider);
  const result = await callGateway(deps, () => gateway.payout?.(orderOf(deps, payout), deps.timeout(CALL_TIMEOUT_MS)));
  if (result.kind === 'answered') return applyPayoutReports(deps, payout, result.value ?? [], 'command');
  deps.log.warn(
    { payoutId: id, provider: payout.provider, outcome: result.kind, reason: result.error.message },
    PROVIDER_PAYOUT_FAILED[result.kind],
  );
  if (result.kind === 'unknown') return payout;
  if (result.kind === 'rejected') {
    const { failure, message: note } = result.error;
    await commit(deps, async (unitOfWork) => {
      await unitOfWork.tx.dropJob('inquire_payout', id);
      return changePayout(unitOfWork, payout, {
        to: 'failed',
        source: 'command',
        said: 'refused by the provider',
        note,
        failure,
      });
    });
    throw payoutRejected(id, failure);
  }
  await commit(deps, async (unitOfWork) => {
    await unitOfWork.tx.dropJob('inquire_payout', id);
    // A repeat makes another payout, or waits for approval again. No event: it could lead to a second payout.
    const common = { source: 'command', said: 'not delivered', quiet: true } as const;
    return payout.approvedBy === undefined
      ? changePayout(unitOfWork, payout, {
          ...common,
          to: 'failed',
          failure: { code: 'channel_unavailable', undelivered: true },
        })
      : changePayout(unitOfWork, payout, { ...common, to: 'awaiting_approval', approvedBy: undefined });
  });
  throw new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again in a moment.',
  );
}

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
