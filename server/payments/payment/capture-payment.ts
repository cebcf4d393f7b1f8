import { callGateway } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { addressesOf } from './new-payment.ts';
import { DomainError, providerRejected, fieldError } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

/** With an inquiry before it and one after it, an answer is there within 15 s. */
const CAPTURE_TIMEOUT_MS = 8_000;
const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Takes money that is held: all of it, or less where the channel can. What is to be taken is written down before it is
 * asked for, so a repeat after a crash asks for the same. `succeeded` once an inquiry confirms exactly that amount.
 */
export function capturePayment(deps: Domain, paymentId: string, amount?: number): Promise<Payment> {
  return deps.exclusive(`money:${paymentId}`, async () => {
    const payment = knownOf(await inquire(deps, paymentId, INQUIRY_TIMEOUT_MS));
    const wanted = amount ?? payment.capturedAmount ?? payment.amount;
    const checkout = await loadCheckout(deps, payment.checkoutId);
    // Taken before: asked for again. What was never held has nothing to be taken of.
    const isTaken = payment.status === 'succeeded' && checkout.capture === 'manual';
    if (isTaken && (payment.capturedAmount ?? payment.amount) === wanted) return payment;
    const offer = deps.providerRouter.offerOf(payment, checkout.country, checkout.currency);
    if (payment.status !== 'authorized')
      throw new DomainError(
        'state_conflict',
        `Only an authorized payment can be captured; this one is ${payment.status}.`,
      );
    if (wanted > payment.amount) throw fieldError('amount', `must be at most the ${payment.amount} that is held`);
    if (wanted < payment.amount && offer?.supports.partialCapture !== true) {
      throw new DomainError('state_conflict', `${payment.channel} can only be captured in full (${payment.amount}).`);
    }
    const isRepeat = await commit(deps, async ({ tx, now }) => {
      const fresh = await tx.findPayment(paymentId);
      const siblings = await tx.paymentsOf(payment.checkoutId);
      if (siblings.some((other) => other.id !== paymentId && other.status === 'succeeded'))
        throw new DomainError(
          'state_conflict',
          'Another payment has paid this checkout; the money that is held is let go.',
        );
      if (fresh?.capturedAmount !== undefined && fresh.capturedAmount !== wanted)
        throw askedAlready(fresh.capturedAmount);
      await tx.updatePayment(paymentId, { capturedAmount: wanted, updatedAt: now });
      await tx.appendHistory(paymentId, {
        at: now,
        source: 'merchant',
        said: `capture ${wanted}`,
        from: payment.status,
        to: payment.status,
      });
      await tx.scheduleJob({ kind: 'inquire', key: paymentId, runAt: now + 2_000 });
      return fresh?.capturedAmount !== undefined;
    });

    const gateway = deps.providerRouter.gateway(payment.provider);
    const money = { amount: wanted, currency: payment.currency };
    const ref = { ...paymentRef(payment, checkout), ...addressesOf(deps, payment) };
    const result = await callGateway(deps, () => gateway.capture?.(ref, money, deps.timeout(CAPTURE_TIMEOUT_MS)));
    if (result.kind === 'answered') await applyReports(deps, payment, result.value ?? [], 'command');
    const inquired = await inquire(deps, paymentId, INQUIRY_TIMEOUT_MS);
    const after = knownOf(inquired);
    if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;
    // An earlier try may have taken it, whatever became of this one; and no word on a refusal is no word.
    const nothingWasSent = result.kind === 'not_delivered';
    if (isRepeat || (!inquired.answered && !nothingWasSent)) return after;
    if (after.status !== 'authorized')
      throw new DomainError('state_conflict', `The money is no longer held: the payment is ${after.status}.`);
    await commit(deps, ({ tx, now }) => tx.updatePayment(paymentId, { capturedAmount: undefined, updatedAt: now }));
    if (result.kind === 'not_delivered')
      throw new DomainError('provider_unavailable', 'The payment provider could not be reached; nothing was captured.');
    throw providerRejected('the capture', result.error.failure, paymentId);
  });
}

const askedAlready = (amount: number): DomainError =>
  new DomainError('state_conflict', `A capture of ${amount} was asked for already; there is only one.`);
