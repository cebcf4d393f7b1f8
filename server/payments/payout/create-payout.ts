import { DomainError, fieldError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { findSubmissions, submissionId, wasRejectedAtOnce, wasUndelivered } from '../core/submissions.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';
import type { Payout } from '../model/model.ts';
import { merchantReferenceOf, type PayoutOffer } from '../ports/ports.ts';
import { scheduleUnknownReview } from '../review/raise-unknown-review.ts';
import { applyPayoutReports } from './apply-payout-evidence.ts';
import { requestPayoutStatus } from './inquire-payout.ts';
import { payoutRejected, scheduleFirstInquiry, sendPayout } from './send-payout.ts';

/** What the storefront orders. */
export type NewPayout = Pick<
  Payout,
  'reference' | 'amount' | 'currency' | 'bankCode' | 'accountNumber' | 'accountName' | 'description' | 'feeBearer'
>;

export interface PayoutRequest {
  /** Reserved by the caller. A repeat with the same id returns the same payout, and nothing is sent twice. */
  readonly id: string;
  readonly order: NewPayout;
  /** A digest of the payout key of the request, or {@link operatorId}. */
  readonly madeBy: string;
  /** Who asked for it and why, for the history. */
  readonly note?: string | undefined;
}

/**
 * Creates a payout and sends it, at most once. It is stored as `unknown` before it is sent, so that a process that dies
 * in between leaves nothing to recover. Where payouts need approval it is stored as `awaiting_approval`, and not sent.
 *
 * @throws {DomainError} `invalid_request`; `conflict` where another payout has the reference; `provider_rejected`;
 * `provider_unavailable` where it was not received, so that the request may be repeated
 */
export function createPayout(deps: Domain, { id: reserved, order, madeBy, note }: PayoutRequest): Promise<Payout> {
  return exclusively(deps, `order:${reserved}`, async (held) => {
    const submissions = await findSubmissions(reserved, (id) => held.store.findPayout(id));
    const last = submissions.at(-1);
    if (last !== undefined && !wasUndelivered(last)) return repeatPayout(held, last);
    const [payoutProvider] = held.providerRouter.payoutProviders(order.currency);
    if (payoutProvider === undefined) throw fieldError('currency', 'is not a currency that payouts can be made in');
    assertAcceptedByProvider(order, payoutProvider.offer);
    const id = submissionId(reserved, submissions.length);
    return exclusively(held, id, async (alone) => {
      const payout = await commit(alone, 'new', (unitOfWork) =>
        writePayout(unitOfWork, { id, order, madeBy, note }, payoutProvider.provider),
      );
      return payout.status === 'awaiting_approval' ? payout : sendPayout(alone, payout);
    });
  });
}

async function writePayout(
  unitOfWork: UnitOfWork,
  { id, order, madeBy, note }: PayoutRequest,
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
    note,
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
  const result = await exclusively(deps, last.id, (held) => requestPayoutStatus(held, last, INQUIRY_TIMEOUT_MS));
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (result.kind !== 'rejected' && reports.length === 0) return { ...last, status: 'unknown', failure: undefined };
  const after = reports.length > 0 ? await applyPayoutReports(deps, last, reports, 'inquiry') : last;
  if (after.status !== 'failed' || after.failure === undefined) return after;
  throw payoutRejected(after.id, after.failure);
}

const INQUIRY_TIMEOUT_MS = 3_000;

/** Checked when it is created, not when it is sent, so that it does not fail only at its approval. */
function assertAcceptedByProvider(order: NewPayout, { textRules = {} }: PayoutOffer): void {
  for (const name of ['bankCode', 'accountNumber', 'accountName', 'description'] as const) {
    const rule = textRules[name];
    if (rule !== undefined && !rule.regex.test(order[name])) throw fieldError(name, rule.message);
  }
}
