import { isFinal } from '../../../shared/payment-status.ts';
import { askGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { outcomeUnknown } from './unknown-outcome.ts';
import type { Domain } from '../core/domain.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from './payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, refuseField } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/** For waiting for its turn and the call; with the inquiry behind it an answer is there within 15 s. */
const TOTAL_MS = 12_000;
/** With less than this left nothing is sent. */
const LEAST_MS = 1_000;

/**
 * Hands the customer's one-time password to the provider. A wrong one is `invalid_request` at `otp` and may be typed
 * again; one whose outcome is not known leaves the payment `unknown`, never failed. Nothing else is begun or ended for
 * the checkout meanwhile: what still seems to wait for the customer may just be paid.
 */
export async function confirmPayment(d: Domain, paymentId: string, otp: string): Promise<Payment> {
  const end = d.clock.now() + TOTAL_MS;
  const { checkoutId } = await loadPayment(d, paymentId);
  return d.exclusive(checkoutId, () => confirm(d, paymentId, otp, () => end - d.clock.now()));
}

function confirm(d: Domain, paymentId: string, otp: string, timeLeft: () => number): Promise<Payment> {
  return d.exclusive(`confirm:${paymentId}`, async () => {
    const payment = await awaitingOtp(d, paymentId);
    if (timeLeft() < LEAST_MS) throw unreachable();
    const gateway = d.providerRouter.gateway(payment.provider);
    const ref = paymentRef(payment, await loadCheckout(d, payment.checkoutId));
    const asked = await askGateway(d, () => gateway.confirm?.(ref, otp, d.timeout(timeLeft())));
    if (asked.kind === 'unknown')
      return commit(d, (unit) =>
        applyEvidence(unit, paymentId, outcomeUnknown('the one-time password was sent, no answer came')),
      );
    if (asked.kind === 'not_delivered') throw unreachable();
    if (asked.kind === 'rejected') {
      const { failure } = asked.error;
      // Its refusal is an answer by itself: silence now takes nothing of that back.
      const after = knownOf(await inquire(d, paymentId, 3_000));
      if (isFinal(after.status)) return after;
      if (failure.code === 'otp_invalid')
        throw refuseField('otp', 'is not the one that was sent; check it and type it again');
      if (failure.code === 'otp_expired') throw refuseField('otp', 'has expired; ask for a new one');
      throw new DomainError('provider_rejected', 'The payment provider refused the one-time password.', {
        failure,
        paymentId,
      });
    }
    const commandResult = await applyReports(d, payment, asked.value ?? [], 'answer');
    return commandResult.status === 'processing' ? knownOf(await inquire(d, paymentId, 3_000)) : commandResult;
  });
}

/** Has the provider send another one-time password. */
export function resendOtp(d: Domain, paymentId: string): Promise<Payment> {
  return d.exclusive(`confirm:${paymentId}`, async () => {
    const payment = await awaitingOtp(d, paymentId);
    const gateway = d.providerRouter.gateway(payment.provider);
    if (gateway.resendOtp === undefined)
      throw new DomainError('state_conflict', 'This channel cannot send another one-time password.');
    const ref = paymentRef(payment, await loadCheckout(d, payment.checkoutId));
    const asked = await askGateway(d, () => gateway.resendOtp?.(ref, d.timeout(CALL_TIMEOUT_MS)));
    if (asked.kind === 'rejected') {
      throw new DomainError('provider_rejected', 'The payment provider sends no other one-time password now.', {
        failure: asked.error.failure,
        paymentId,
      });
    }
    if (asked.kind === 'not_delivered') throw unreachable();
    // It may have been sent all the same; the customer will see.
    if (asked.kind === 'unknown') return payment;
    return applyReports(d, payment, asked.value ?? [], 'answer');
  });
}

const unreachable = (): DomainError =>
  new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached. Nothing was lost; try again in a moment.',
  );

async function awaitingOtp(d: Domain, paymentId: string): Promise<Payment> {
  const payment = await loadPayment(d, paymentId);
  if (payment.status !== 'requires_action' || payment.instruction.kind !== 'otp') {
    throw new DomainError('state_conflict', 'This payment does not wait for a one-time password.');
  }
  return payment;
}
