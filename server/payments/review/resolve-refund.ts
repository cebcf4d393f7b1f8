import { changedAt } from '../core/changed-at.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import { commit } from '../core/unit-of-work.ts';
import type { Payment, Refund } from '../model/model.ts';
import { applyRefundReports, applyRefundResult } from '../refund/apply-refund-evidence.ts';
import { requestRefundStatus } from '../refund/inquire-refund.ts';
import { UNKNOWN_FOR_MS } from './raise-unknown-review.ts';
import type { Resolution } from './resolution.ts';

const INQUIRY_TIMEOUT_MS = 3_000;

/** The refund of this payment whose outcome has been unknown for longest, and for an hour at least. */
export async function findUnknownRefund(deps: Domain, { id }: Payment): Promise<Refund | undefined> {
  const since = ({ unknownSince, updatedAt }: Refund): number => unknownSince ?? updatedAt;
  return (await deps.store.refundsOf(id))
    .filter((refund) => refund.status === 'unknown' && deps.clock.now() >= since(refund) + UNKNOWN_FOR_MS)
    .toSorted((a, b) => since(a) - since(b))[0];
}

/**
 * Carries out the merchant's decision about a refund whose outcome is unknown: `accept` books it as refunded, `dismiss`
 * as failed, so that its amount can be refunded again. The provider is queried before, and after a dismissal.
 *
 * @throws {DomainError} `state_conflict` where the provider has decided meanwhile, or for any other decision
 */
export async function resolveRefund(
  deps: Domain,
  payment: Payment,
  refund: Refund,
  { id, decision, note, by }: Resolution,
): Promise<Payment> {
  if (decision === 'refund')
    throw new DomainError(
      'state_conflict',
      'The outcome of a refund is unknown; accept it if the money was returned, otherwise dismiss it.',
    );
  const asked = await requestRefundStatus(deps, refund, await loadPaymentAtProvider(deps, payment), INQUIRY_TIMEOUT_MS);
  const reports = asked.kind === 'answered' ? (asked.value ?? []) : [];
  const { status } = reports.length > 0 ? await applyRefundReports(deps, refund.id, reports, 'inquiry') : refund;
  if (status !== 'unknown')
    throw new DomainError('state_conflict', `The provider has decided meanwhile: the refund is ${status}.`);
  return commit(deps, { of: 'payment', id: payment.id }, async (unitOfWork) => {
    const { tx, now } = unitOfWork;
    const fresh = await tx.findRefund(refund.id);
    const before = await tx.findPayment(payment.id);
    if (fresh?.status !== 'unknown' || before === undefined)
      throw new DomainError('state_conflict', 'Another decision was made at the same time.');
    await tx.appendHistory(payment.id, {
      at: now,
      source: 'merchant',
      said: `resolved refund of ${refund.amount}: ${decision}`,
      from: before.status,
      to: before.status,
      note: `${note} (decided by ${by})`,
    });
    const isMade = decision === 'accept';
    const resolved = await applyRefundResult(
      unitOfWork,
      refund.id,
      {
        outcome: isMade ? 'succeeded' : 'failed',
        providerReferences: {},
        ...(isMade ? {} : { failure: { code: 'provider_error', reason: 'Resolved as failed by the merchant.' } }),
      },
      'merchant',
    );
    // The provider may still have made it.
    if (!isMade) await tx.scheduleJob({ kind: 'inquire_refund', key: refund.id, runAt: now + 60_000, notified: true });
    const changed = (await tx.findPayment(payment.id)) ?? before;
    const patch = { resolution: id, updatedAt: changedAt(now, changed) };
    await tx.updatePayment(payment.id, patch);
    const after = { ...changed, ...patch };
    await unitOfWork.emit('payment.review_resolved', payment.checkoutId, { payment: after, refund: resolved });
    return after;
  });
}
