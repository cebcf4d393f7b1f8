import { isFinal } from '../../../shared/payment-status.ts';
import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { loadPayment } from '../core/load.ts';
import { commit } from '../core/unit-of-work.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment } from '../model/model.ts';
import { applyEvidence } from './apply-evidence.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, lastKnownPayment } from './inquire-payment.ts';
import { outcomeUnknown } from './command-result.ts';

/** For waiting in the queue and the call; with the inquiry after it, the request is answered within 15 s. */
const TOTAL_MS = 12_000;
/** With less time left nothing is sent. */
const MIN_CALL_MS = 1_000;
const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Sends the customer's one-time password to the provider. A call without an answer leaves the payment `unknown`, never
 * `failed`. Meanwhile no other payment of the checkout is created or canceled: this one may just be being paid.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where no one-time password is expected or another payment has paid the
 * checkout; `invalid_request` at `otp` where it is wrong or expired, and may be entered again; `provider_rejected`;
 * `provider_unavailable` where it was not sent
 */
export async function confirmOtp(deps: Domain, paymentId: string, otp: string): Promise<Payment> {
  const end = deps.clock.now() + TOTAL_MS;
  const { checkoutId } = await loadPayment(deps, paymentId);
  return exclusively(deps, checkoutId, (held) => confirm(held, paymentId, otp, () => end - deps.clock.now()));
}

function confirm(deps: Domain, paymentId: string, otp: string, timeLeft: () => number): Promise<Payment> {
  return exclusively(deps, `confirm:${paymentId}`, async (held) => {
    const payment = await loadAwaitingOtp(held, paymentId);
    if (timeLeft() < MIN_CALL_MS) throw unreachable();
    const { checkout, call } = await loadPaymentAtProvider(held, payment);
    // Money for an older payment has arrived since; this one is about to be closed.
    if (checkout.status === 'paid') throw new DomainError('state_conflict', 'This checkout has been paid already.');
    const result = await call(timeLeft(), (gateway, ref, signal) => gateway.confirm?.(ref, otp, signal));
    if (result.kind === 'unknown')
      return commit(held, { of: 'payment', id: paymentId }, (unitOfWork) =>
        applyEvidence(unitOfWork, paymentId, outcomeUnknown('the one-time password was sent, no answer came')),
      );
    if (result.kind === 'not_delivered') throw unreachable();
    if (result.kind === 'rejected') {
      const { failure } = result.error;
      // The rejection stands even if this inquiry gets no answer.
      const after = lastKnownPayment(await inquire(held, paymentId, INQUIRY_TIMEOUT_MS));
      if (isFinal(after.status)) return after;
      if (failure.code === 'otp_invalid')
        throw fieldError('otp', 'is not the one that was sent; check it and type it again');
      if (failure.code === 'otp_expired') throw fieldError('otp', 'has expired; ask for a new one');
      throw new DomainError('provider_rejected', 'The payment provider refused the one-time password.', {
        failure,
        paymentId,
      });
    }
    const after = await applyReports(held, payment, result.value ?? [], 'command');
    return after.status === 'processing' ? lastKnownPayment(await inquire(held, paymentId, INQUIRY_TIMEOUT_MS)) : after;
  });
}

/**
 * Has the provider send another one-time password.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where none is expected or the channel cannot send another one;
 * `provider_rejected`; `provider_unavailable`
 */
export function resendOtp(deps: Domain, paymentId: string): Promise<Payment> {
  return exclusively(deps, `confirm:${paymentId}`, async (held) => {
    const payment = await loadAwaitingOtp(held, paymentId);
    const { gateway, call } = await loadPaymentAtProvider(held, payment);
    if (gateway.resendOtp === undefined)
      throw new DomainError('state_conflict', 'This channel cannot send another one-time password.');
    const result = await call(CALL_TIMEOUT_MS, (_, ref, signal) => gateway.resendOtp?.(ref, signal));
    if (result.kind === 'rejected') {
      throw new DomainError('provider_rejected', 'The payment provider refused to send another one-time password.', {
        failure: result.error.failure,
        paymentId,
      });
    }
    if (result.kind === 'not_delivered') throw unreachable();
    // It may have been sent all the same: the customer will see.
    if (result.kind === 'unknown') return payment;
    return applyReports(held, payment, result.value ?? [], 'command');
  });
}

const unreachable = (): DomainError =>
  new DomainError(
    'provider_unavailable',
    'The payment provider could not be reached and nothing was sent. Try again in a moment.',
  );

async function loadAwaitingOtp(deps: Domain, paymentId: string): Promise<Payment> {
  const payment = await loadPayment(deps, paymentId);
  if (payment.status !== 'requires_action' || payment.instruction.kind !== 'otp') {
    throw new DomainError('state_conflict', 'This payment does not expect a one-time password.');
  }
  return payment;
}
