import { isFinal } from '../../../shared/payment-status.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, lastKnownPayment } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentAtProvider } from '../core/payment-at-provider.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import type { Checkout, Failure, Payment } from '../model/model.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { startTimeBudget } from '../core/time-budget.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/** For each of at most three calls. */
const CANCEL_TIMEOUT_MS = 3_000;

export interface Cancellation {
  readonly by: 'customer' | 'merchant';
  readonly reason?: string | undefined;
  /** The merchant cancels it even if its outcome is unknown, at its own risk. */
  readonly evenUnknown?: boolean | undefined;
  /** Closed here even if the provider does not answer: its checkout is paid, and further money raises a review. */
  readonly evenUnanswered?: boolean | undefined;
  /** Shortens the time limit of each call, where the whole operation has to end in time. */
  readonly within?: ((ms: number) => number) | undefined;
}

/**
 * Cancels an unpaid payment or voids an authorized one: after an inquiry, and at the provider where the channel
 * supports it. A payment that is canceled, expired or failed already is returned as it is.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where it is paid or its outcome is not known; `provider_rejected`
 * where the provider rejects the void
 */
export async function cancelPayment(deps: Domain, paymentId: string, cancellation: Cancellation): Promise<Payment> {
  const { checkoutId } = await loadPayment(deps, paymentId);
  const { within, assertTimeLeft } = startTimeBudget(deps);
  return exclusively(deps, checkoutId, async (held) => {
    assertTimeLeft();
    const payment = await loadPayment(held, paymentId);
    const evenUnknown = cancellation.by === 'merchant';
    const checkout = await loadCheckout(held, checkoutId);
    const { payment: after, rejected } = await tryCancelOrVoid(held, payment, checkout, {
      within,
      ...cancellation,
      evenUnknown,
    });
    if (after.status === 'succeeded')
      throw new DomainError('state_conflict', 'The payment has been paid; a refund can return the money.');
    if (after.status === 'authorized' && cancellation.by === 'customer')
      throw new DomainError('state_conflict', 'The payment is authorized; only the merchant can void it.');
    if (after.status === 'authorized' && rejected !== undefined)
      throw providerRejected('to void the authorization', rejected, paymentId);
    if (!isFinal(after.status)) {
      throw new DomainError(
        'state_conflict',
        `The payment is ${after.status}: it cannot be canceled until its outcome is known.`,
      );
    }
    return after;
  });
}

/** Cancels or voids a payment where that is possible. The payment that it returns may be paid, or still open. */
export const cancelOrVoid = async (
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  cancellation: Cancellation,
): Promise<Payment> => (await tryCancelOrVoid(deps, payment, checkout, cancellation)).payment;

interface CancelOrVoidResult {
  readonly payment: Payment;
  /** Why the provider rejected it, where it did. */
  readonly rejected?: Failure | undefined;
}

async function tryCancelOrVoid(
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  { by, reason, evenUnknown, evenUnanswered, within = (ms) => ms }: Cancellation,
): Promise<CancelOrVoidResult> {
  if (isFinal(payment.status)) return { payment };
  const inquired = await inquire(deps, payment.id, within(CANCEL_TIMEOUT_MS));
  const known = lastKnownPayment(inquired);
  const { offer, gateway, call } = paymentAtProvider(deps, known, checkout);
  if (isFinal(known.status) || known.status === 'creating') return { payment: known };
  // Only the merchant voids an authorization, also one that was found by the inquiry of a customer's cancellation.
  if (known.status === 'authorized' && by === 'customer') return { payment: known };
  const blocks = blocksWhileUnknown(known, offer, deps.clock.now());
  // An unknown outcome is queried until it is known, also after the checkout was paid by another payment.
  if (known.status === 'unknown' && (blocks || evenUnanswered === true) && evenUnknown !== true)
    return { payment: known };

  let rejected: Failure | undefined;
  let isUnpaid = inquired.answered;
  const canCancel = known.status === 'authorized' || offer?.supports.cancel === true;
  if (canCancel && gateway.cancel !== undefined) {
    const result = await call(within(CANCEL_TIMEOUT_MS), (_, ref, signal) =>
      gateway.cancel?.(ref, known.status, signal),
    );
    if (result.kind === 'answered') {
      const after = await applyReports(deps, known, result.value ?? [], 'command', { note: reason });
      if (isFinal(after.status)) return { payment: after };
    } else {
      deps.log.info(
        { checkoutId: known.checkoutId, paymentId: known.id, outcome: result.kind, reason: result.error.message },
        'provider did not confirm a cancellation',
      );
      // The cancellation may have failed because the payment was paid or authorized at that moment.
      const again = await inquire(deps, known.id, within(CANCEL_TIMEOUT_MS));
      const after = lastKnownPayment(again);
      rejected = result.kind === 'rejected' ? result.error.failure : undefined;
      if (isFinal(after.status) || after.status === 'authorized') return { payment: after, rejected };
      isUnpaid = again.answered;
    }
  }
  const mayClose = mayCloseWithoutProvider(known, deps.providerRouter.isConfigured(known.provider));
  if (!isUnpaid && evenUnknown !== true && evenUnanswered !== true && !mayClose) return { payment: known, rejected };
  // The provider cannot or did not close it. It is closed here; money that arrives all the same raises a review.
  const note = [reason, 'not confirmed by the provider', rejected?.reason]
    .filter((part) => part !== undefined)
    .join('; ');
  const after = await commit(deps, { of: 'payment', id: known.id }, (unitOfWork) =>
    applyEvidence(unitOfWork, known.id, { source: by, kind: 'cancel_requested', note }),
  );
  return { payment: after, rejected };
}

/**
 * What may be closed without an answer of the provider: a number or code that the customer was shown and gives up, and
 * an unknown payment that was never shown, where its provider can still be queried later. On a page, by a push or with
 * a one-time password the customer may have paid already.
 */
const mayCloseWithoutProvider = ({ status, instruction: { kind } }: Payment, isConfigured: boolean): boolean =>
  status === 'unknown'
    ? kind === 'none' && isConfigured
    : kind === 'virtual_account' || kind === 'retail_code' || kind === 'qr';
