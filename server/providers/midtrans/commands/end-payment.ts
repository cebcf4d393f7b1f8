import type { PaymentStatus } from '../../../../shared/payment-status.ts';
import { OutcomeUnknown, Rejected, type PaymentRef, type PaymentReport } from '../../../payments/ports/ports.ts';
import { hasCode, MidtransError } from '../errors.ts';
import { fetchStatus, statusTarget } from '../inquire/inquire-payment.ts';
import { readTransaction } from '../read.ts';
import { snapCanceledSchema, transactionSchema } from '../schema.ts';
import type { Send } from '../send.ts';
import { cancelSnapCall, endCall } from '../wire/api-call.ts';

/**
 * Ends an unpaid payment, or voids an authorized one. Only the void uses `cancel`: that call would also return the money of
 * a card that was charged a moment ago, which nobody has asked for.
 *
 * @see https://docs.midtrans.com/reference/expire-transaction; https://docs.midtrans.com/reference/cancel-transaction
 */
export async function endPayment(
  send: Send,
  ref: PaymentRef,
  status: PaymentStatus,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  if (status === 'authorized') return voidHeld(send, ref, signal);
  const page = ref.providerReferences['snap'];
  if (page === undefined) return [await end(send, ref, 'expire', signal)];
  return closePage(send, ref, page, signal);
}

/**
 * Asks first: a card that was captured a moment ago is paid, and `cancel` would give its money back.
 *
 * @throws {Rejected} where it is not held any more
 */
async function voidHeld(send: Send, ref: PaymentRef, signal: AbortSignal): Promise<PaymentReport[]> {
  const { transaction_status: status } = await fetchStatus(send, ref, signal);
  if (!VOIDABLE.has(status.toLowerCase()))
    throw new Rejected({ code: 'provider_error', providerCode: status }, `not sent: the transaction is ${status}`);
  return [await end(send, ref, 'cancel', signal)];
}

/** Held, or voided by an earlier call whose answer was lost. */
const VOIDABLE: ReadonlySet<string> = new Set(['authorize', 'cancel']);

async function end(
  send: Send,
  ref: PaymentRef,
  verb: 'expire' | 'cancel',
  signal: AbortSignal,
): Promise<PaymentReport> {
  const transaction = await send(endCall(statusTarget(ref), verb), transactionSchema, signal);
  const report = readTransaction(transaction, ref.providerReferences);
  // It was asked for: whichever of the two words Midtrans uses, the payment was canceled.
  if (report.outcome === 'expired') return { ...report, outcome: 'canceled' };
  if (report.outcome !== 'canceled' && report.outcome !== 'reversed')
    throw new OutcomeUnknown(`${verb} was answered by ${report.providerStatus}`);
  return report;
}

/**
 * The page first, so that nothing new is begun on it, then a try that waits for the bank. A page on which a try is in
 * progress cannot be closed: the try is ended first.
 *
 * @see https://docs.midtrans.com/reference/cancel-snap-transaction
 */
async function closePage(send: Send, ref: PaymentRef, page: string, signal: AbortSignal): Promise<PaymentReport[]> {
  const close = (): Promise<unknown> =>
    send(cancelSnapCall(page), snapCanceledSchema, signal).catch((error: unknown) => {
      if (!isClosedAlready(error)) throw error;
    });
  try {
    await close();
  } catch (error) {
    if (!hasCode(error, '400', '406', '409', '412')) throw error;
    await end(send, ref, 'expire', signal);
    await close();
    return [closed(ref, page)];
  }
  await endTry(send, ref, signal);
  return [closed(ref, page)];
}

/** @throws {MidtransError} 412 where the last try has paid or holds money: an inquiry tells which */
async function endTry(send: Send, ref: PaymentRef, signal: AbortSignal): Promise<void> {
  try {
    await end(send, ref, 'expire', signal);
  } catch (error) {
    // Nothing was chosen on the page.
    if (hasCode(error, '404')) return;
    if (!hasCode(error, '412')) throw error;
    const { outcome } = readTransaction(await fetchStatus(send, ref, signal), ref.providerReferences);
    if (!UNPAID.has(outcome)) throw error;
  }
}

const UNPAID: ReadonlySet<PaymentReport['outcome']> = new Set(['failed', 'expired', 'canceled']);

/** Only by this is it known later that nothing can be paid on the page any more. */
const closed = ({ merchantReference }: PaymentRef, page: string): PaymentReport => ({
  subject: 'payment',
  outcome: 'canceled',
  merchantReference,
  providerReferences: { closed: page },
  providerStatus: 'page closed',
});

const isClosedAlready = (error: unknown): boolean =>
  hasCode(error, '404') ||
  (error instanceof MidtransError && /already cancell?ed|not found/i.test(error.rejection?.message ?? ''));
