import { isFinal, type Review } from '../../../shared/payment-status.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { attemptId, triesUnder, wasRefusedAtOnce } from '../payment/provider-failover.ts';
import type { Domain } from '../core/domain.ts';
import { isPermanentFailure } from '../core/permanent-failure.ts';
import { askAboutRefund } from './inquire-refund.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Checkout, Payment, Refund } from '../model/model.ts';
import { merchantReferenceOf, type Offer, type ProviderReport } from '../ports/ports.ts';
import { receivedAmount, sumOf, takesMoney } from '../model/received-money.ts';
import { DomainError, providerRejected, fieldError } from '../core/domain-error.ts';
import { applyRefundReports, applyRefundResult, type RefundWord } from './apply-refund-evidence.ts';
import { commit } from '../core/unit-of-work.ts';

export interface RefundRequest {
  /** Reserved by the caller: asked again with it, the same refund is answered and nothing is sent twice. */
  readonly id: string;
  readonly paymentId: string;
  /** Absent: the whole rest. */
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
  /** The review that a person ends by it. */
  readonly resolves?: Review | undefined;
}

/** Returns money where the channel can; written before it is sent, and `unknown` when nobody knows what became of it. */
export function refundPayment(deps: Domain, request: RefundRequest): Promise<Refund> {
  return deps.exclusive(`money:${request.paymentId}`, async () => {
    const payment = await loadPayment(deps, request.paymentId);
    const checkout = await loadCheckout(deps, payment.checkoutId);
    const tries = await triesUnder(request.id, (id) => deps.store.findRefund(id));
    const last = tries.at(-1);
    const earlier = last === undefined ? undefined : await repeatRefund(deps, last, payment, checkout);
    if (earlier !== undefined) return earlier;
    const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
    const refunds = await deps.store.refundsOf(payment.id);
    const amount = refundable(payment, offer, refunds, request);
    const refund = await writeRefund(deps, payment, { ...request, id: attemptId(request.id, tries.length) }, amount);

    const gateway = deps.providerRouter.gateway(payment.provider);
    const money = { amount, currency: payment.currency };
    // Of another amount than was asked for the provider may think otherwise than we do: then it is a part.
    const full = amount === receivedAmount(payment) && amount === (payment.capturedAmount ?? payment.amount);
    const order = { merchantReference: refund.merchantReference, money, full, reason: request.reason };
    const result = await callGateway(deps, () =>
      gateway.refund?.(paymentRef(payment, checkout), order, deps.timeout(CALL_TIMEOUT_MS)),
    );
    if (result.kind === 'answered') return applyRefundReports(deps, refund.id, result.value ?? [], 'command');
    if (result.kind === 'unknown') return applyRefund(deps, refund, { outcome: 'unknown', providerReferences: {} });
    const failure = result.kind === 'rejected' ? result.error.failure : undefined;
    throw refused(await applyRefund(deps, refund, { outcome: 'failed', providerReferences: {}, failure }));
  });
}

/**
 * What a repeat is answered. `undefined`: the earlier try came to nothing for certain, and another may be sent.
 *
 * @throws {Refusal} what the first try threw, where it is for good
 */
async function repeatRefund(
  deps: Domain,
  refund: Refund,
  payment: Payment,
  checkout: Checkout,
): Promise<Refund | undefined> {
  const isRefused = wasRefusedAtOnce(refund);
  if (isRefused && refund.failure === undefined) return undefined;
  if (isRefused && refund.failure !== undefined && isPermanentFailure(refund.failure)) throw refused(refund);
  const isOpen = refund.status === 'processing' || refund.status === 'unknown';
  if (!isRefused && (!isOpen || Object.keys(refund.providerReferences).length > 0)) return refund;
  const result = await askAboutRefund(deps, refund, payment, checkout, QUESTION_MS);
  // The only refusal of a question is that there is no such thing.
  const reports = result.kind === 'answered' ? (result.value ?? []) : [];
  const isNothing = result.kind === 'rejected' || reports.some(isNotRefunded);
  if (isRefused) {
    if (isNothing) return undefined;
    return reports.length > 0
      ? applyRefundReports(deps, refund.id, reports, 'inquiry')
      : { ...refund, status: 'unknown', failure: undefined };
  }
  const after = reports.length > 0 ? await applyRefundReports(deps, refund.id, reports, 'inquiry') : refund;
  // Sent, and whether an answer was given nobody knows.
  return after.status === 'processing'
    ? applyRefund(deps, after, { outcome: 'unknown', providerReferences: {} })
    : after;
}

const QUESTION_MS = 3_000;

const isNotRefunded = (report: ProviderReport): boolean =>
  report.subject === 'refund' && (report.outcome === 'absent' || report.outcome === 'failed');

/** Refused before the provider had a name for it: it says why, or it was never reached. */
const refused = ({ paymentId, failure }: Refund): DomainError =>
  failure === undefined
    ? new DomainError('provider_unavailable', 'The payment provider could not be reached; nothing was refunded.')
    : providerRejected('the refund', failure, paymentId);

const applyRefund = (deps: Domain, { id }: Refund, result: RefundWord): Promise<Refund> =>
  commit(deps, (unitOfWork) => applyRefundResult(unitOfWork, id, result, 'command'));

function refundable(
  payment: Payment,
  offer: Offer | undefined,
  refunds: readonly Refund[],
  { amount: inquired, resolves }: RefundRequest,
): number {
  const received = receivedAmount(payment);
  // Also money that came after the end. What still waits for a person is returned by that person's decision.
  if (received === 0 || (!isFinal(payment.status) && resolves === undefined))
    throw new DomainError('state_conflict', `Only a paid payment can be refunded; this one is ${payment.status}.`);
  if (payment.reversedAt !== undefined)
    throw new DomainError('state_conflict', 'The provider has taken this payment back already.');
  const ability = offer?.supports.refund ?? 'none';
  if (ability === 'none')
    throw new DomainError(
      'state_conflict',
      `${payment.channel} cannot be refunded through the provider; return the money another way.`,
    );
  // What the provider says went back may count one of ours that is still open.
  const rest = received - Math.max(payment.refundedAmount, sumOf(refunds.filter(takesMoney)));
  const amount = inquired ?? rest;
  if (rest <= 0)
    throw new DomainError('state_conflict', 'Nothing is left to refund: it is refunded or being refunded already.');
  if (amount > rest) throw fieldError('amount', `must be at most the ${rest} that is left`);
  if (amount < received && ability === 'full') {
    throw new DomainError('state_conflict', `${payment.channel} can only be refunded in full (${received}).`);
  }
  return amount;
}

const writeRefund = (deps: Domain, payment: Payment, request: RefundRequest, amount: number): Promise<Refund> =>
  commit(deps, async ({ tx, now }) => {
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
    });
    await tx.scheduleJob({ kind: 'inquire_refund', key: refund.id, runAt: now + 5_000 });
    return refund;
  });
