import { isFinal, type Review } from '../../../shared/payment-status.ts';
import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { submissionId, findSubmissions, wasRejectedAtOnce } from '../core/submissions.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { isPermanentFailure } from '../core/permanent-failure.ts';
import { requestRefundStatus } from './inquire-refund.ts';
import { loadPaymentAtProvider, type PaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment, Refund } from '../model/model.ts';
import { merchantReferenceOf, type Offer, type ProviderReport } from '../ports/ports.ts';
import { furtherAmount, receivedAmount, refundableRest } from '../model/received-money.ts';
import { DomainError, providerRejected, fieldError } from '../core/domain-error.ts';
import { applyRefundReports, applyRefundResult, type RefundResult } from './apply-refund-evidence.ts';
import { commit } from '../core/unit-of-work.ts';

export interface RefundRequest {
  /** Reserved by the caller. A repeat with the same id returns the same refund, and nothing is sent twice. */
  readonly id: string;
  readonly paymentId: string;
  /** Absent: all that is left; of a payment that was paid twice, what is left of the further money. */
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
  /** Who asked for it and why, for the history. */
  readonly note?: string | undefined;
  /** The review that the merchant closes by it. */
  readonly resolves?: Review | undefined;
}

/**
 * Refunds a payment through its provider. The refund is stored before it is sent; without an answer it is `unknown`.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where nothing is left, or the channel cannot refund it;
 * `invalid_request` at `amount`; `provider_rejected`; `provider_unavailable` where it was not sent
 */
export function refundPayment(deps: Domain, request: RefundRequest): Promise<Refund> {
  return exclusively(deps, `money:${request.paymentId}`, async (held) => {
    const atProvider = await loadPaymentAtProvider(held, request.paymentId);
    const { offer, call } = atProvider;
    const submissions = await findSubmissions(request.id, (id) => held.store.findRefund(id));
    const last = submissions.at(-1);
    const earlier = last === undefined ? undefined : await repeatRefund(held, last, atProvider);
    if (earlier !== undefined) return earlier;
    const id = submissionId(request.id, submissions.length);
    const { refund, full } = await writeRefund(held, offer, { ...request, id });

    const money = { amount: refund.amount, currency: refund.currency };
    const order = { merchantReference: refund.merchantReference, money, full, reason: request.reason };
    const result = await call(CALL_TIMEOUT_MS, (gateway, ref, signal) => gateway.refund?.(ref, order, signal));
    if (result.kind === 'answered') return applyRefundReports(held, refund.id, result.value ?? [], 'command');
    if (result.kind === 'unknown') return applyRefund(held, refund, { outcome: 'unknown', providerReferences: {} });
    const failure = result.kind === 'rejected' ? result.error.failure : undefined;
    throw refundRejected(await applyRefund(held, refund, { outcome: 'failed', providerReferences: {}, failure }));
  });
}

/**
 * Answers a repeated request from its newest submission.
 *
 * @returns `undefined` when the earlier submission certainly came to nothing and another one may be made
 * @throws {DomainError} `provider_rejected`, as the first request did, where the rejection is permanent
 */
async function repeatRefund(deps: Domain, refund: Refund, atProvider: PaymentAtProvider): Promise<Refund | undefined> {
  const isRejected = wasRejectedAtOnce(refund);
  if (isRejected && refund.failure === undefined) return undefined;
  if (isRejected && refund.failure !== undefined && isPermanentFailure(refund.failure)) throw refundRejected(refund);
  const isOpen = refund.status === 'processing' || refund.status === 'unknown';
  if (!isRejected && (!isOpen || Object.keys(refund.providerReferences).length > 0)) return refund;
  const result = await requestRefundStatus(deps, refund, atProvider, INQUIRY_TIMEOUT_MS);
  // A provider rejects an inquiry only where it does not know the refund.
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  const isNothing = result.kind === 'rejected' || reports.some(isNotRefunded);
  if (isRejected) {
    if (isNothing) return undefined;
    return reports.length > 0
      ? applyRefundReports(deps, refund.id, reports, 'inquiry')
      : { ...refund, status: 'unknown', failure: undefined };
  }
  const after = reports.length > 0 ? await applyRefundReports(deps, refund.id, reports, 'inquiry') : refund;
  // It was sent, and its outcome is not known.
  return after.status === 'processing'
    ? applyRefund(deps, after, { outcome: 'unknown', providerReferences: {} })
    : after;
}

const INQUIRY_TIMEOUT_MS = 3_000;

const isNotRefunded = (report: ProviderReport): boolean =>
  report.subject === 'refund' && (report.outcome === 'absent' || report.outcome === 'failed');

/** Rejected before the provider gave it a reference; without a failure it was not received. */
const refundRejected = ({ paymentId, failure }: Refund): DomainError =>
  failure === undefined
    ? new DomainError('provider_unavailable', 'The payment provider could not be reached; nothing was refunded.')
    : providerRejected('the refund', failure, paymentId);

const applyRefund = (deps: Domain, { id }: Refund, result: RefundResult): Promise<Refund> =>
  commit(deps, { of: 'refund', id }, (unitOfWork) => applyRefundResult(unitOfWork, id, result, 'command'));

function refundableAmount(
  payment: Payment,
  offer: Offer | undefined,
  { siblings, refunds }: { readonly siblings: readonly Payment[]; readonly refunds: readonly Refund[] },
  { amount: requested, resolves }: RefundRequest,
): number {
  const received = receivedAmount(payment);
  // Also money that came after the end. A payment under review is refunded only by the decision about that review.
  if (received === 0 || (!isFinal(payment.status) && resolves === undefined))
    throw new DomainError('state_conflict', `Only a paid payment can be refunded; this one is ${payment.status}.`);
  if (payment.reversedAt !== undefined)
    throw new DomainError('state_conflict', 'The provider has reversed this payment already.');
  const ability = offer?.supports.refund ?? 'none';
  if (ability === 'none')
    throw new DomainError(
      'state_conflict',
      `${payment.channel} cannot be refunded through the provider; return the money another way.`,
    );
  const rest = refundableRest(payment, refunds);
  const wanted = resolves === 'paid_twice' ? furtherAmount(payment, siblings, refunds) : rest;
  if (resolves === 'paid_twice' && wanted <= 0)
    throw new DomainError(
      'state_conflict',
      'The further money has been refunded already; the review can be dismissed.',
    );
  const amount = requested ?? wanted;
  if (rest <= 0)
    throw new DomainError('state_conflict', 'Nothing is left to refund: it is refunded or being refunded already.');
  if (amount > rest) throw fieldError('amount', `must be at most ${rest}, the amount that is left`);
  if (amount < received && ability === 'full') {
    throw new DomainError('state_conflict', `${payment.channel} can only be refunded in full (${received}).`);
  }
  return amount;
}

interface WrittenRefund {
  readonly refund: Refund;
  /** It refunds the whole payment. */
  readonly full: boolean;
}

/** Checks what is left to refund, and stores the refund, in one commit: so the sum of all refunds stays within it. */
const writeRefund = (deps: Domain, offer: Offer | undefined, request: RefundRequest): Promise<WrittenRefund> =>
  commit(deps, { of: 'payment', id: request.paymentId }, async ({ tx, now }) => {
    const payment = await tx.findPayment(request.paymentId);
    if (payment === undefined) throw new DomainError('not_found', 'No such payment.');
    if ((await tx.findRefund(request.id)) !== undefined)
      throw new DomainError('state_conflict', 'The same refund was requested at the same time.');
    const siblings = await tx.paymentsOf(payment.checkoutId);
    const refunds = await tx.refundsOf(payment.id);
    const amount = refundableAmount(payment, offer, { siblings, refunds }, request);
    const refund: Refund = {
      id: request.id,
      paymentId: payment.id,
      merchantReference: merchantReferenceOf(request.id),
      amount,
      currency: payment.currency,
      status: 'processing',
      origin: 'api',
      reason: request.reason,
      resolves: request.resolves,
      providerReferences: {},
      unconfirmedReferences: {},
      createdAt: now,
      updatedAt: now,
    };
    await tx.insertRefund(refund);
    await tx.appendHistory(payment.id, {
      at: now,
      source: 'merchant',
      said: `refund ${amount}`,
      from: payment.status,
      to: payment.status,
      note: request.note,
    });
    await tx.scheduleJob({ kind: 'inquire_refund', key: refund.id, runAt: now + 5_000 });
    // Where another amount was received than was requested, the provider may not agree that this is the whole.
    const full = amount === receivedAmount(payment) && amount === (payment.capturedAmount ?? payment.amount);
    return { refund, full };
  });
