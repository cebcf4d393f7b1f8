import type { Currency } from '../../../shared/money.ts';
import { askGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { attemptId, triesUnder, wasRefusedAtOnce, wasUndelivered } from '../payment/provider-failover.ts';
import type { Domain } from '../core/domain.ts';
import { askAboutPayout } from './inquire-payout.ts';
import { loadPayout } from '../core/load.ts';
import type { Failure, FeeBearer, Payout } from '../model/model.ts';
import { referenceOf, type PayoutOffer, type PayoutOrder } from '../ports/ports.ts';
import { nextPayoutInquiryAt } from './payout-inquiry-schedule.ts';
import { DomainError, refuseField } from '../core/domain-error.ts';
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
export function createPayout(d: Domain, { id: reserved, order, madeBy }: PayoutRequest): Promise<Payout> {
  return d.exclusive(`order:${reserved}`, async () => {
    const tries = await triesUnder(reserved, (id) => d.store.findPayout(id));
    const last = tries.at(-1);
    if (last !== undefined && !wasUndelivered(last)) return repeatPayout(d, last);
    const [payoutProvider] = d.providerRouter.payoutProviders(order.currency);
    if (payoutProvider === undefined) throw refuseField('currency', 'is one that nobody pays out here');
    refuseUntakable(order, payoutProvider.offer);
    const id = attemptId(reserved, tries.length);
    return d.exclusive(id, async () => {
      const payout = await commit(d, (unit) => writePayout(unit, { id, order, madeBy }, payoutProvider.provider));
      return payout.status === 'awaiting_approval' ? payout : send(d, payout);
    });
  });
}

async function writePayout(unit: UnitOfWork, { id, order, madeBy }: PayoutRequest, provider: string): Promise<Payout> {
  const { tx, now, domain } = unit;
  const fresh: Payout = {
    ...order,
    id,
    provider,
    merchantReference: referenceOf(id),
    status: domain.payoutApproval === true ? 'awaiting_approval' : 'unknown',
    ids: {},
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
    await beginToAsk(unit, id);
    await scheduleUnknownReview(unit, 'review_payout', id);
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
async function repeatPayout(d: Domain, last: Payout): Promise<Payout> {
  if (!wasRefusedAtOnce(last)) return last;
  const asked = await d.exclusive(last.id, () => askAboutPayout(d, last, QUESTION_MS));
  const said = asked.kind === 'answered' ? (asked.value ?? []) : [];
  if (asked.kind !== 'rejected' && said.length === 0) return { ...last, status: 'unknown', failure: undefined };
  const after = said.length > 0 ? await applyPayoutReports(d, last, said, 'inquiry') : last;
  if (after.status !== 'failed' || after.failure === undefined) return after;
  throw refusedPayout(after.id, after.failure);
}

const QUESTION_MS = 3_000;

const refusedPayout = (payoutId: string, failure: Failure): DomainError =>
  new DomainError('provider_rejected', 'The payment provider refused this payout.', { failure, payoutId });

/** Here, and not when it is sent: a payout that waits for approval would only fail in the hands of who approves it. */
function refuseUntakable(order: NewPayout, { takes = {} }: PayoutOffer): void {
  for (const name of ['bankCode', 'accountNumber', 'accountName', 'description'] as const) {
    const rule = takes[name];
    if (rule !== undefined && !rule.regex.test(order[name])) throw refuseField(name, rule.message);
  }
}

/**
 * Lets a payout go that waits for it. Throws `forbidden` for the key that asked for it. One that was let go already is
 * answered as it is.
 */
export function approvePayout(d: Domain, id: string, approvedBy: string): Promise<Payout> {
  return d.exclusive(id, async () => {
    const waiting = await loadPayout(d, id);
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
    const payout = await commit(d, async (unit) => {
      const fresh = await unit.tx.findPayout(id);
      // Another instance has let it go in the same moment.
      if (fresh?.status !== 'awaiting_approval') return undefined;
      await beginToAsk(unit, id);
      return changePayout(unit, fresh, { to: 'unknown', source: 'merchant', said: 'approved', approvedBy });
    });
    return payout === undefined ? loadPayout(d, id) : send(d, payout);
  });
}

async function beginToAsk({ tx, now }: UnitOfWork, id: string): Promise<void> {
  const runAt = nextPayoutInquiryAt(0, now);
  if (runAt !== undefined) await tx.scheduleJob({ kind: 'inquire_payout', key: id, runAt });
}

/** Called once in the life of a payout, unless it surely was not received. */
async function send(d: Domain, payout: Payout): Promise<Payout> {
  const { id } = payout;
  const gateway = d.providerRouter.gateway(payout.provider);
  const asked = await askGateway(d, () => gateway.payout?.(orderOf(d, payout), d.timeout(CALL_TIMEOUT_MS)));
  if (asked.kind === 'answered') return applyPayoutReports(d, payout, asked.value ?? [], 'answer');
  d.log.warn(
    { payoutId: id, provider: payout.provider, outcome: asked.kind, reason: asked.error.message },
    'a payout was not answered as hoped',
  );
  if (asked.kind === 'unknown') return payout;
  if (asked.kind === 'rejected') {
    const { failure, message: note } = asked.error;
    await commit(d, async (unit) => {
      await unit.tx.dropJob('inquire_payout', id);
      return changePayout(unit, payout, {
        to: 'failed',
        source: 'answer',
        said: 'refused by the provider',
        note,
        failure,
      });
    });
    throw refusedPayout(id, failure);
  }
  await commit(d, async (unit) => {
    await unit.tx.dropJob('inquire_payout', id);
    // Asked for again it is another payout, or waits for its approval again. An event would invite a second one.
    const common = { source: 'answer', said: 'not delivered', quiet: true } as const;
    return payout.approvedBy === undefined
      ? changePayout(unit, payout, {
          ...common,
          to: 'failed',
          failure: { code: 'channel_unavailable', undelivered: true },
        })
      : changePayout(unit, payout, { ...common, to: 'awaiting_approval', approvedBy: undefined });
  });
  throw new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again in a moment.',
  );
}

const orderOf = (d: Domain, payout: Payout): PayoutOrder => ({
  reference: payout.merchantReference,
  money: { amount: payout.amount, currency: payout.currency },
  bankCode: payout.bankCode,
  accountNumber: payout.accountNumber,
  accountName: payout.accountName,
  description: payout.description,
  feeBearer: payout.feeBearer,
  notificationUrl: `${d.publicUrl}/v1/notifications/${payout.provider}/payouts`,
});
