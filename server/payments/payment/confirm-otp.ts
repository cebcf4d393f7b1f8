import { isFinal } from '../../../shared/payment-status.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { outcomeUnknown } from './unknown-outcome.ts';
import type { Domain } from '../core/domain.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import type { Payment } from '../model/model.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
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
export async function confirmOtp(deps: Domain, paymentId: string, otp: string): Promise<Payment> {
  const end = deps.clock.now() + TOTAL_MS;
  const { checkoutId } = await loadPayment(deps, paymentId);
  return deps.exclusive(checkoutId, () => confirm(deps, paymentId, otp, () => end - deps.clock.now()));
}

function confirm(deps: Domain, paymentId: string, otp: string, timeLeft: () => number): Promise<Payment> {
  return deps.exclusive(`confirm:${paymentId}`, async () => {
    const payment = await awaitingOtp(deps, paymentId);
    if (timeLeft() < LEAST_MS) throw unreachable();
    const gateway = deps.providerRouter.gateway(payment.provider);
    const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
    const result = await callGateway(deps, () => gateway.confirm?.(ref, otp, deps.timeout(timeLeft())));
    if (result.kind === 'unknown')
      return commit(deps, (unitOfWork) =>
        applyEvidence(unitOfWork, paymentId, outcomeUnknown('the one-time password was sent, no answer came')),
      );
    if (result.kind === 'not_delivered') throw unreachable();
    if (result.kind === 'rejected') {
      const { failure } = result.error;
      // Its refusal is an answer by itself: silence now takes nothing of that back.
      const after = knownOf(await inquire(deps, paymentId, 3_000));
      if (isFinal(after.status)) return after;
      if (failure.code === 'otp_invalid')
        throw fieldError('otp', 'is not the one that was sent; check it and type it again');
      if (failure.code === 'otp_expired') throw fieldError('otp', 'has expired; ask for a new one');
      throw new DomainError('provider_rejected', 'The payment provider refused the one-time password.', {
        failure,
        paymentId,
      });
    }
    const commandResult = await applyReports(deps, payment, result.value ?? [], 'command');
    return commandResult.status === 'processing' ? knownOf(await inquire(deps, paymentId, 3_000)) : commandResult;
  });
}

/** Has the provider send another one-time password. */
export function resendOtp(deps: Domain, paymentId: string): Promise<Payment> {
  return deps.exclusive(`confirm:${paymentId}`, async () => {
    const payment = await awaitingOtp(deps, paymentId);
    const gateway = deps.providerRouter.gateway(payment.provider);
    if (gateway.resendOtp === undefined)
      throw new DomainError('state_conflict', 'This channel cannot send another one-time password.');
    const ref = paymentRef(payment, await loadCheckout(deps, payment.checkoutId));
    const result = await callGateway(deps, () => gateway.resendOtp?.(ref, deps.timeout(CALL_TIMEOUT_MS)));
    if (result.kind === 'rejected') {
      throw new DomainError('provider_rejected', 'The payment provider sends no other one-time password now.', {
        failure: result.error.failure,
        paymentId,
      });
    }
    if (result.kind === 'not_delivered') throw unreachable();
    // It may have been sent all the same; the customer will see.
    if (result.kind === 'unknown') return payment;
    return applyReports(deps, payment, result.value ?? [], 'command');
  });
}

const unreachable = (): DomainError =>
  new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached. Nothing was lost; try again in a moment.',
  );

async function awaitingOtp(deps: Domain, paymentId: string): Promise<Payment> {
  const payment = await loadPayment(deps, paymentId);
  if (payment.status !== 'requires_action' || payment.instruction.kind !== 'otp') {
    throw new DomainError('state_conflict', 'This payment does not wait for a one-time password.');
  }
  return payment;
}
