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
  /** The merchant's own name for it. */
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
  /** Reserved by the caller: asked again with it, the same payout is answered and nothing is sent twice. */
  readonly id: string;
  readonly order: NewPayout;
  /** A digest of the payout key that asks. */
  readonly madeBy: string;
}

/**
 * Sends money out, once. Written before it is sent, as `unknown`: that is what it is until an answer comes, so a process
 * that dies in between leaves nothing to recover. With approval it waits and nothing is sent. A refusal of the provider
 * is `provider_rejected`; what surely was not received is `provider_unavailable`, and may be asked for again.
 */
export function createPayout(deps: Domain, { id: reserved, order, madeBy }: PayoutRequest): Promise<Payout> {
  return deps.exclusive(`order:${reserved}`, async () => {
    const submissions = await findSubmissions(reserved, (id) => deps.store.findPayout(id));
    const last = submissions.at(-1);
    if (last !== undefined && !wasUndelivered(last)) return repeatPayout(deps, last);
    const [payoutProvider] = deps.providerRouter.payoutProviders(order.currency);
    if (payoutProvider === undefined) throw fieldError('currency', 'is one that nobody pays out here');
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

/** Sent once and never again: refused, it is asked about, and stays refused unless it is found to be there after all. */
async function repeatPayout(deps: Domain, last: Payout): Promise<Payout> {
  if (!wasRejectedAtOnce(last)) return last;
  const result = await deps.exclusive(last.id, () => requestPayoutStatus(deps, last, QUESTION_MS));
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  if (result.kind !== 'rejected' && reports.length === 0) return { ...last, status: 'unknown', failure: undefined };
  const after = reports.length > 0 ? await applyPayoutReports(deps, last, reports, 'inquiry') : last;
  if (after.status !== 'failed' || after.failure === undefined) return after;
  throw payoutRejected(after.id, after.failure);
}

const QUESTION_MS = 3_000;

const payoutRejected = (payoutId: string, failure: Failure): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payout.', { failure, payoutId });

/** Here, and not when it is sent: a payout that waits for approval would only fail in the hands of who approves it. */
function assertAcceptedByProvider(order: NewPayout, { takes = {} }: PayoutOffer): void {
  for (const name of ['bankCode', 'accountNumber', 'accountName', 'description'] as const) {
    const rule = takes[name];
    if (rule !== undefined && !rule.regex.test(order[name])) throw fieldError(name, rule.message);
  }
}

/**
 * Lets a payout go that waits for it. Throws `forbidden` for the key that asked for it. One that was let go already is
 * answered as it is.
 */
export function approvePayout(deps: Domain, id: string, approvedBy: string): Promise<Payout> {
  return deps.exclusive(id, async () => {
    const waiting = await loadPayout(deps, id);
    if (waiting.madeBy === approvedBy)
      throw new DomainError(
        'forbidden',
        'The payout key that asked for a payout cannot approve it; another one has to.',
      );
    if (waiting.status !== 'awaiting_approval') {
      if (waiting.approvedBy !== undefined) return waiting;
      throw new DomainError('state_conflict', `The payout is ${waiting.status}; nothing waits for approval.`);
    }
    if (waiting.unreadable)
      throw new DomainError(
        'state_conflict',
        'The stored recipient cannot be read; put the encryption key that sealed it back.',
      );
    const payout = await commit(deps, async (unitOfWork) => {
      const fresh = await unitOfWork.tx.findPayout(id);
      // Another instance has let it go in the same moment.
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

/** Called once in the life of a payout, unless it surely was not received. */
async function send(deps: Domain, payout: Payout): Promise<Payout> {
  const { id } = payout;
  const gateway = deps.providerRouter.gateway(payout.provider);
  const result = await callGateway(deps, () => gateway.payout?.(orderOf(deps, payout), deps.timeout(CALL_TIMEOUT_MS)));
  if (result.kind === 'answered') return applyPayoutReports(deps, payout, result.value ?? [], 'command');
  deps.log.warn(
    { payoutId: id, provider: payout.provider, outcome: result.kind, reason: result.error.message },
    'a payout was not answered as hoped',
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
    // Asked for again it is another payout, or waits for its approval again. An event would invite a second one.
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
