import type { RefundStatus } from '../../shared/payment-status.ts';
import { askGateway, CALL_TIMEOUT_MS } from './ask-gateway.ts';
import type { Domain } from './domain.ts';
import { loadCheckout, loadPayment, paymentRef } from './inquire-payment.ts';
import type { Instant, Payment, Refund } from './payment.ts';
import type { Offer, RefundTestimony, Testimony } from './ports.ts';
import { Refusal, refuseField } from './refusal.ts';
import { commit, type Unit } from './unit.ts';

export interface RefundRequest {
  /** Reserved by the caller: asked again with it, the same refund is answered and nothing is sent twice. */
  readonly id: string;
  readonly paymentId: string;
  /** Absent: the whole rest. */
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
}

/** Returns money where the channel can; written before it is sent, and `unknown` when nobody knows what became of it. */
export function refundPayment(d: Domain, request: RefundRequest): Promise<Refund> {
  return d.exclusive(`money:${request.paymentId}`, async () => {
    const existing = await d.store.findRefund(request.id);
    if (existing !== undefined) return resume(d, existing);
    const payment = await loadPayment(d, request.paymentId);
    const checkout = await loadCheckout(d, payment.checkoutId);
    const offer = d.market.offerOf(payment, checkout.country, checkout.currency);
    const refunds = await d.store.refundsOf(payment.id);
    const amount = refundable(payment, offer, refunds, request.amount);
    const refund = await writeRefund(d, payment, request, amount);

    const gateway = d.market.gateway(payment.provider);
    const money = { amount, currency: payment.currency };
    const full = amount === taken(payment);
    const order = { reference: refund.reference, money, full, reason: request.reason };
    const asked = await askGateway(d, () =>
      gateway.refund?.(paymentRef(payment, checkout), order, d.timeout(CALL_TIMEOUT_MS)),
    );
    if (asked.kind === 'answered') return believeRefund(d, refund.id, asked.value ?? []);
    if (asked.kind === 'unknown') return settle(d, refund, { outcome: 'unknown', ids: {} });
    const failure = asked.kind === 'rejected' ? asked.error.failure : undefined;
    throw refused(await settle(d, refund, { outcome: 'failed', ids: {}, failure }));
  });
}

/** Asked for again after its first try did not live to answer. What was sent is not sent again. */
async function resume(d: Domain, refund: Refund): Promise<Refund> {
  if (Object.keys(refund.ids).length > 0) return refund;
  if (refund.status === 'failed') throw refused(refund);
  // No answer was ever written down, and whether one was given nobody knows.
  return refund.status === 'processing' ? settle(d, refund, { outcome: 'unknown', ids: {} }) : refund;
}

/** Refused before the provider had a name for it: it says why, or it was never reached. */
const refused = ({ paymentId, failure }: Refund): Refusal =>
  failure === undefined
    ? new Refusal('provider_unavailable', 'The payment provider could not be reached; nothing was refunded.')
    : new Refusal('provider_rejected', 'The payment provider refused the refund.', { failure, paymentId });

const settle = (d: Domain, { id }: Refund, said: RefundWord): Promise<Refund> =>
  commit(d, (unit) => settleRefund(unit, id, said));

const taken = (payment: Payment): number => payment.capturedAmount ?? payment.amount;

function refundable(
  payment: Payment,
  offer: Offer | undefined,
  refunds: readonly Refund[],
  asked: number | undefined,
): number {
  if (payment.status !== 'succeeded')
    throw new Refusal('state_conflict', `Only a paid payment can be refunded; this one is ${payment.status}.`);
  if (payment.reversedAt !== undefined)
    throw new Refusal('state_conflict', 'The provider has taken this payment back already.');
  const ability = offer?.supports.refund ?? 'none';
  if (ability === 'none')
    throw new Refusal(
      'state_conflict',
      `${payment.channel} cannot be refunded through the provider; return the money another way.`,
    );
  const pending = refunds.filter((refund) => refund.status === 'processing' || refund.status === 'unknown');
  const rest = taken(payment) - payment.refundedAmount - pending.reduce((sum, refund) => sum + refund.amount, 0);
  const amount = asked ?? rest;
  if (rest <= 0)
    throw new Refusal('state_conflict', 'Nothing is left to refund: it is refunded or being refunded already.');
  if (amount > rest) throw refuseField('amount', `must be at most the ${rest} that is left`);
  if (amount < taken(payment) && ability === 'full') {
    throw new Refusal('state_conflict', `${payment.channel} can only be refunded in full (${taken(payment)}).`);
  }
  return amount;
}

const writeRefund = (d: Domain, payment: Payment, request: RefundRequest, amount: number): Promise<Refund> =>
  commit(d, async ({ tx, now }) => {
    const refund: Refund = {
      id: request.id,
      paymentId: payment.id,
      reference: request.id.replace('_', ''),
      amount,
      currency: payment.currency,
      status: 'processing',
      reason: request.reason,
      ids: {},
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

/** A request that was sent is there by then, or never came. */
const ABSENT_AFTER_MS = 15 * 60_000;

/** Asks what became of a refund. Answers when to ask again, or nothing when it is settled. */
export async function inquireRefund(d: Domain, id: string, attempt: number): Promise<Instant | undefined> {
  const refund = await d.store.findRefund(id);
  if (refund === undefined || refund.status === 'succeeded') return undefined;
  const payment = await loadPayment(d, refund.paymentId);
  const checkout = await loadCheckout(d, payment.checkoutId);
  const gateway = d.market.gateway(payment.provider);
  const ref = { reference: refund.reference, ids: refund.ids };
  const asked = await askGateway(d, () =>
    gateway.inquireRefund?.(paymentRef(payment, checkout), ref, d.timeout(CALL_TIMEOUT_MS)),
  );
  const after = asked.kind === 'answered' ? await believeRefund(d, id, asked.value ?? []) : refund;
  if (after.status === 'succeeded' || after.status === 'failed') return undefined;
  const LONGEST_MS = 6 * 3_600_000;
  const GIVE_UP_MS = 60 * 24 * 3_600_000;
  const now = d.clock.now();
  return now - refund.createdAt > GIVE_UP_MS ? undefined : now + Math.min(5_000 * 2 ** attempt, LONGEST_MS);
}

export function believeRefund(d: Domain, id: string, testimonies: readonly Testimony[]): Promise<Refund> {
  return commit(d, async (unit) => {
    let after = await unit.tx.findRefund(id);
    for (const testimony of testimonies) {
      if (testimony.subject === 'refund') after = await settleRefund(unit, id, testimony);
    }
    if (after === undefined) throw new Refusal('not_found', 'No such refund.');
    return after;
  });
}

type RefundWord = Pick<RefundTestimony, 'outcome' | 'ids' | 'failure' | 'money' | 'reference'>;

/** A refund moves on, never back; money counts as returned once, when it first succeeds. */
async function settleRefund(unit: Unit, id: string, said: RefundWord): Promise<Refund> {
  const { tx, now } = unit;
  const refund = await tx.findRefund(id);
  if (refund === undefined) throw new Refusal('not_found', 'No such refund.');
  if (said.reference !== undefined && said.reference !== refund.reference) return refund;
  if (said.money !== undefined && said.money.amount !== refund.amount) {
    unit.domain.log.error({ refundId: id }, 'a refund is testified with another amount; it stays as it is');
    return refund;
  }
  // Its request may still be on its way.
  if (said.outcome === 'absent' && now - refund.createdAt < ABSENT_AFTER_MS) return refund;
  const outcome = said.outcome === 'absent' ? 'failed' : said.outcome;
  const status: RefundStatus = refund.status === 'succeeded' ? 'succeeded' : outcome;
  const after: Refund = {
    ...refund,
    status,
    ids: { ...refund.ids, ...said.ids },
    failure: said.failure,
    updatedAt: now,
  };
  await tx.updateRefund(id, { status, ids: after.ids, failure: after.failure, updatedAt: now });
  if (status !== 'succeeded' || refund.status === 'succeeded') return after;
  const payment = await tx.findPayment(refund.paymentId);
  if (payment === undefined) return after;
  const refundedAmount = payment.refundedAmount + refund.amount;
  await tx.updatePayment(payment.id, { refundedAmount, updatedAt: now });
  await tx.appendHistory(payment.id, {
    at: now,
    source: 'inquiry',
    said: `refunded ${refund.amount}`,
    from: payment.status,
    to: payment.status,
  });
  await unit.emit('payment.refunded', payment.checkoutId, {
    payment: { ...payment, refundedAmount, updatedAt: now },
    refund: after,
  });
  return after;
}
