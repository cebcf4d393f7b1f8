import { isFinal } from '../../../shared/payment-status.ts';
import { changedAt } from '../core/changed-at.ts';
import type { Domain } from '../core/domain.ts';
import { exclusively } from '../core/exclusively.ts';
import { applyReports } from './apply-reports.ts';
import { inquire, lastKnownPayment } from './inquire-payment.ts';
import { loadPaymentAtProvider } from '../core/payment-at-provider.ts';
import type { Payment } from '../model/model.ts';
import type { Tx } from '../ports/ports.ts';
import { callbackUrls } from './new-payment.ts';
import { DomainError, providerRejected, fieldError } from '../core/domain-error.ts';
import { commit } from '../core/unit-of-work.ts';

/** With an inquiry before it and one after it, the request is answered within 15 s. */
const CAPTURE_TIMEOUT_MS = 8_000;
const INQUIRY_TIMEOUT_MS = 3_000;

/**
 * Captures an authorized payment: the whole amount, or less where the channel supports it. The amount is stored before
 * the call, so that a repeat after a crash captures the same. `succeeded` once an inquiry confirms exactly that amount.
 *
 * @param note who asked for it and why, for the history
 * @throws {DomainError} `not_found`; `state_conflict` where it is not authorized, where another amount was captured, or
 * another payment has paid the checkout or is being captured; `invalid_request` at `amount`; `provider_rejected`; `provider_unavailable`
 */
export function capturePayment(deps: Domain, paymentId: string, amount?: number, note?: string): Promise<Payment> {
  return exclusively(deps, `money:${paymentId}`, async (held) => {
    const payment = lastKnownPayment(await inquire(held, paymentId, INQUIRY_TIMEOUT_MS));
    const wanted = amount ?? payment.capturedAmount ?? payment.amount;
    const { checkout, offer, call } = await loadPaymentAtProvider(held, payment);
    const isCaptured = payment.status === 'succeeded' && checkout.capture === 'manual';
    if (isCaptured && (payment.capturedAmount ?? payment.amount) === wanted) return payment;
    if (payment.status !== 'authorized') throw notAuthorized(payment);
    if (wanted > payment.amount) throw fieldError('amount', `must be at most ${payment.amount}, the authorized amount`);
    if (wanted < payment.amount && offer?.supports.partialCapture !== true) {
      throw new DomainError('state_conflict', `${payment.channel} can only be captured in full (${payment.amount}).`);
    }
    const { isRepeat, requests } = await writeCapture(held, paymentId, wanted, note);

    const money = { amount: wanted, currency: payment.currency };
    const result = await call(CAPTURE_TIMEOUT_MS, (gateway, ref, signal) =>
      gateway.capture?.({ ...ref, ...callbackUrls(held, payment) }, money, signal),
    );
    if (result.kind === 'answered') await applyReports(held, payment, result.value ?? [], 'command');
    const inquired = await inquire(held, paymentId, INQUIRY_TIMEOUT_MS);
    const after = lastKnownPayment(inquired);
    if (result.kind === 'answered' || result.kind === 'unknown' || after.status === 'succeeded') return after;
    // An earlier call may have captured it. And a rejection alone, without an inquiry after it, proves nothing.
    const nothingWasSent = result.kind === 'not_delivered';
    if (isRepeat || (!inquired.answered && !nothingWasSent)) return after;
    if (after.status !== 'authorized')
      throw new DomainError('state_conflict', `The payment is no longer authorized: it is ${after.status}.`);
    await undoCapture(held, paymentId, requests);
    if (result.kind === 'not_delivered')
      throw new DomainError('provider_unavailable', 'The payment provider could not be reached; nothing was captured.');
    throw providerRejected('the capture', result.error.failure, paymentId);
  });
}

interface WrittenCapture {
  /** A capture of this amount was requested before. */
  readonly isRepeat: boolean;
  /** How often a capture was requested so far. */
  readonly requests: number;
}

/** Stores the amount before the call, in one commit with its check. */
const writeCapture = (deps: Domain, paymentId: string, wanted: number, note?: string): Promise<WrittenCapture> =>
  commit(deps, { of: 'payment', id: paymentId }, async ({ tx, now }) => {
    const payment = await tx.findPayment(paymentId);
    if (payment?.status !== 'authorized') throw notAuthorized(payment);
    const siblings = await tx.paymentsOf(payment.checkoutId);
    if (siblings.some((other) => other.id !== paymentId && other.status === 'succeeded'))
      throw new DomainError(
        'state_conflict',
        'Another payment has paid this checkout; the authorization is being voided.',
      );
    // Its outcome is not known yet: both would be charged.
    if (siblings.some((other) => other.id !== paymentId && isBeingCaptured(other)))
      throw new DomainError(
        'state_conflict',
        'A capture of another payment of this checkout was requested; repeat that one, or void it first.',
      );
    if (payment.capturedAmount !== undefined && payment.capturedAmount !== wanted)
      throw captureAlreadyRequested(payment.capturedAmount);
    await tx.updatePayment(paymentId, { capturedAmount: wanted, updatedAt: changedAt(now, payment) });
    await tx.appendHistory(paymentId, {
      at: now,
      source: 'merchant',
      said: `${CAPTURE} ${wanted}`,
      from: payment.status,
      to: payment.status,
      note,
    });
    await tx.scheduleJob({ kind: 'inquire', key: paymentId, runAt: now + 2_000 });
    return { isRepeat: payment.capturedAmount !== undefined, requests: await countRequests(tx, paymentId) };
  });

const isBeingCaptured = ({ status, capturedAmount }: Payment): boolean =>
  !isFinal(status) && capturedAmount !== undefined;

/** Nothing was captured. Where the capture was repeated meanwhile, on another instance, that one decides. */
const undoCapture = (deps: Domain, paymentId: string, requests: number): Promise<void> =>
  commit(deps, { of: 'payment', id: paymentId }, async ({ tx, now }) => {
    const payment = await tx.findPayment(paymentId);
    if (payment?.status !== 'authorized' || (await countRequests(tx, paymentId)) !== requests) return;
    await tx.updatePayment(paymentId, { capturedAmount: undefined, updatedAt: changedAt(now, payment) });
  });

const countRequests = async (tx: Tx, paymentId: string): Promise<number> =>
  (await tx.historyOf(paymentId)).filter(({ said }) => said.startsWith(`${CAPTURE} `)).length;

/** Stored in the history, by which requests are counted: not to be changed. */
const CAPTURE = 'capture';

const notAuthorized = (payment: Payment | undefined): DomainError =>
  new DomainError(
    'state_conflict',
    `Only an authorized payment can be captured; this one is ${payment?.status ?? 'gone'}.`,
  );

const captureAlreadyRequested = (amount: number): DomainError =>
  new DomainError(
    'state_conflict',
    `A capture of ${amount} was requested already; a payment can be captured only once.`,
  );
