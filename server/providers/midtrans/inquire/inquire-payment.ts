import type { Instant } from '../../../payments/model/model.ts';
import type { PaymentRef, PaymentReport } from '../../../payments/ports/ports.ts';
import { findRow } from '../channels.ts';
import { hasCode } from '../errors.ts';
import { toInstruction } from '../instruction.ts';
import { readTransaction } from '../read.ts';
import { transactionSchema, type Transaction } from '../schema.ts';
import type { Send } from '../send.ts';
import { SHORTEST_PAGE_MS } from '../snap/build-snap.ts';
import { statusCall } from '../wire/api-call.ts';
import { fromWib } from '../wire/wib-time.ts';

/** By the transaction where one is known, else by our own order id; the tries on a page share that order id. */
export const statusTarget = (ref: PaymentRef): string =>
  isPage(ref) ? ref.merchantReference : (ref.providerReferences['transaction'] ?? ref.merchantReference);

/** A card is typed in on a page, also where the answer that named the page is still on its way, or was lost. */
const isPage = ({ providerReferences: known, channel, usesSavedMethod }: PaymentRef): boolean =>
  known['snap'] !== undefined || (channel === 'card' && !usesSavedMethod);

export const fetchStatus = (send: Send, ref: PaymentRef, signal: AbortSignal): Promise<Transaction> =>
  send(statusCall(statusTarget(ref)), transactionSchema, signal);

/**
 * Inquires about one payment. Our own order id finds it also where the answer to the charge was lost. That nothing is
 * found is never an end: of a page it means that the customer has not chosen anything yet.
 *
 * @see https://docs.midtrans.com/reference/get-transaction-status
 * @throws {GatewayError} `MidtransError` 404 where Midtrans knows no transaction, and there is no page for one
 */
export async function inquire(
  send: Send,
  ref: PaymentRef,
  base: URL,
  now: Instant,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  try {
    return [readStatus(await fetchStatus(send, ref, signal), ref, base, now)];
  } catch (error) {
    if (!hasCode(error, '404') || ref.providerReferences['snap'] === undefined) throw error;
    return [emptyPage(ref, now)];
  }
}

function readStatus(transaction: Transaction, ref: PaymentRef, base: URL, now: Instant): PaymentReport {
  const { providerReferences: known, createdAt } = ref;
  const report = endedEarly(readTransaction(transaction, known), transaction, now);
  // The customer may try another card on the same page, and its end is not that of the try.
  if (isPage(ref) && TRY_ENDS.has(report.outcome) && isOpenPage(ref, now)) {
    const open = { ...openPage(ref), providerStatus: `page open, last try ${report.providerStatus}` };
    return known['snap'] === undefined ? { ...open, outcome: 'unknown' } : open;
  }
  if (report.outcome !== 'requires_action') return report;
  const row = findRow(ref.channel, ref.country, ref.money.currency);
  const instruction =
    isPage(ref) || row === undefined
      ? undefined
      : toInstruction(transaction, { row, base, device: ref.device, createdAt });
  // Of these a later answer repeats all that the customer needs; an address is in the answer to the charge alone.
  const isRepeated = instruction?.kind === 'virtual_account' || instruction?.kind === 'retail_code';
  if (isRepeated) return { ...report, providerReferences: { transaction: transaction.transaction_id }, instruction };
  if (known['snap'] !== undefined || known['transaction'] !== undefined) return { ...report, expiresAt: undefined };
  // The answer with the address was lost: there is a transaction, and nobody can pay it.
  return { ...report, outcome: 'unknown', expiresAt: undefined };
}

/** Expired long before its time: the shop has ended it, and the answer to that call may have been lost. */
function endedEarly(
  report: PaymentReport,
  { expiry_time: end, expire_time: other }: Transaction,
  now: Instant,
): PaymentReport {
  const endsAt = fromWib(end ?? other);
  const isEarly = report.outcome === 'expired' && endsAt !== undefined && endsAt > now + CLOCK_SKEW_MS;
  return isEarly ? { ...report, outcome: 'canceled' } : report;
}

const CLOCK_SKEW_MS = 60_000;

const TRY_ENDS: ReadonlySet<PaymentReport['outcome']> = new Set(['failed', 'expired', 'canceled']);

/** Clocks differ, and the last try takes its time. */
const PAGE_GRACE_MS = 5 * 60_000;

const isOpenPage = ({ providerReferences: known, createdAt, expiresAt }: PaymentRef, now: Instant): boolean =>
  known['closed'] === undefined && now < Math.max(expiresAt, createdAt + SHORTEST_PAGE_MS) + PAGE_GRACE_MS;

const openPage = ({ merchantReference }: PaymentRef): PaymentReport => ({
  subject: 'payment',
  outcome: 'requires_action',
  merchantReference,
  providerReferences: {},
  providerStatus: 'page open',
});

/** Nothing was chosen on the page: it is open until its end or until we have closed it. */
function emptyPage(ref: PaymentRef, now: Instant): PaymentReport {
  if (isOpenPage(ref, now)) return openPage(ref);
  const isClosed = ref.providerReferences['closed'] !== undefined;
  return { ...openPage(ref), outcome: isClosed ? 'canceled' : 'expired', providerStatus: 'page ended, nothing chosen' };
}
