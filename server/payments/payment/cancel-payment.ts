import { isFinal } from '../../../shared/payment-status.ts';
import { callGateway } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, knownOf } from './inquire-payment.ts';
import { loadCheckout, loadPayment } from '../core/load.ts';
import { paymentRef } from '../core/payment-ref.ts';
import { blocksWhileUnknown } from './blocks-while-unknown.ts';
import type { Checkout, Failure, Payment } from '../model/model.ts';
import { DomainError, providerRejected } from '../core/domain-error.ts';
import { timeLeft } from '../core/time-budget.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/** For each of at most three calls. */
const CANCEL_TIMEOUT_MS = 3_000;

export interface Cancellation {
  readonly by: 'customer' | 'merchant';
  readonly reason?: string | undefined;
  /** A person of the merchant ends a charge whose outcome nobody knows, and answers for it. */
  readonly evenUnknown?: boolean | undefined;
  /** Closed here also while the provider says nothing: its checkout is paid, and money that comes is flagged. */
  readonly evenSilent?: boolean | undefined;
  /** How long a call may take now, where somebody has only so much time for all of it. */
  readonly within?: ((ms: number) => number) | undefined;
}

/**
 * Withdraws an unpaid or voids an authorized payment: asked about first, then canceled at the provider where that can
 * be done. Already canceled, expired or failed: answered as it is. Paid, or still being decided: `state_conflict`.
 */
export async function cancelPayment(deps: Domain, paymentId: string, cancellation: Cancellation): Promise<Payment> {
  const { checkoutId } = await loadPayment(deps, paymentId);
  const { within, refuseTooLate } = timeLeft(deps);
  return deps.exclusive(checkoutId, async () => {
    refuseTooLate();
    const payment = await loadPayment(deps, paymentId);
    const evenUnknown = cancellation.by === 'merchant';
    const checkout = await loadCheckout(deps, checkoutId);
    const { payment: after, refused } = await tryCancelOrVoid(deps, payment, checkout, {
      within,
      ...cancellation,
      evenUnknown,
    });
    if (after.status === 'succeeded')
      throw new DomainError('state_conflict', 'The payment has been paid; a refund can return the money.');
    if (after.status === 'authorized' && cancellation.by === 'customer')
      throw new DomainError('state_conflict', 'The money is held already; only the shop can release it.');
    if (after.status === 'authorized' && refused !== undefined)
      throw providerRejected('to release the money', refused, paymentId);
    if (!isFinal(after.status)) {
      throw new DomainError(
        'state_conflict',
        `The payment is ${after.status}: it cannot be canceled until its outcome is known.`,
      );
    }
    return after;
  });
}

/** Ends a payment if it can be ended. What comes back may be paid, or still open. */
export const cancelOrVoid = async (
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  cancellation: Cancellation,
): Promise<Payment> => (await tryCancelOrVoid(deps, payment, checkout, cancellation)).payment;

interface CancelOrVoidResult {
  readonly payment: Payment;
  /** The provider's definite no. */
  readonly refused?: Failure | undefined;
}

async function tryCancelOrVoid(
  deps: Domain,
  payment: Payment,
  checkout: Checkout,
  { by, reason, evenUnknown, evenSilent, within = (ms) => ms }: Cancellation,
): Promise<CancelOrVoidResult> {
  if (isFinal(payment.status)) return { payment };
  const inquired = await inquire(deps, payment.id, within(CANCEL_TIMEOUT_MS));
  const known = knownOf(inquired);
  const offer = deps.providerRouter.offerOf(known, checkout.country, checkout.currency);
  if (isFinal(known.status) || known.status === 'creating') return { payment: known };
  // Held money is the shop's, whoever finds out that it is held: only the shop has it released.
  if (known.status === 'authorized' && by === 'customer') return { payment: known };
  const blocks = blocksWhileUnknown(known, offer, deps.clock.now());
  // An outcome that nobody knows is asked about until it is decided, also after the checkout was paid.
  if (known.status === 'unknown' && (blocks || evenSilent === true) && evenUnknown !== true) return { payment: known };

  const gateway = deps.providerRouter.gateway(known.provider);
  let refused: Failure | undefined;
  let isUnpaid = inquired.answered;
  const canCancel = known.status === 'authorized' || offer?.supports.cancel === true;
  if (canCancel && gateway.cancel !== undefined) {
    const result = await callGateway(deps, () =>
      gateway.cancel?.(paymentRef(known, checkout), known.status, deps.timeout(within(CANCEL_TIMEOUT_MS))),
    );
    if (result.kind === 'answered') {
      const after = await applyReports(deps, known, result.value ?? [], 'command');
      if (isFinal(after.status)) return { payment: after };
    } else {
      deps.log.info(
        { paymentId: known.id, outcome: result.kind, reason: result.error.message },
        'a cancellation was not confirmed',
      );
      // It may have been paid or held in the same moment, which is why the cancellation failed.
      const again = await inquire(deps, known.id, within(CANCEL_TIMEOUT_MS));
      const after = knownOf(again);
      refused = result.kind === 'rejected' ? result.error.failure : undefined;
      if (isFinal(after.status) || after.status === 'authorized') return { payment: after, refused };
      isUnpaid = again.answered;
    }
  }
  const mayClose = mayCloseUnasked(known, deps.providerRouter.isConfigured(known.provider));
  if (!isUnpaid && evenUnknown !== true && evenSilent !== true && !mayClose) return { payment: known, refused };
  // The provider cannot or did not close it. We do; money that comes all the same is kept and flagged.
  const note = [reason, 'not confirmed by the provider', refused?.reason]
    .filter((part) => part !== undefined)
    .join('; ');
  const after = await commit(deps, (unitOfWork) =>
    applyEvidence(unitOfWork, known.id, { source: by, kind: 'cancel_requested', note }),
  );
  return { payment: after, refused };
}

/**
 * What may be ended although the provider is silent: a number or a code that the customer gives up, of which nobody has
 * said that it is paid, and what nobody was ever shown. Behind a page, a push or a one-time password the customer may
 * have paid, so silence ends none of these; nor what nobody knows of a provider that is not there to be asked later.
 */
const mayCloseUnasked = ({ status, instruction: { kind } }: Payment, isConfigured: boolean): boolean =>
  status === 'unknown'
    ? kind === 'none' && isConfigured
    : kind === 'virtual_account' || kind === 'retail_code' || kind === 'qr';
