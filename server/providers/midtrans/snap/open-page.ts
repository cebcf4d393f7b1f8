import type { Instant } from '../../../payments/model/model.ts';
import { OutcomeUnknown, type PaymentOrder, type PaymentReport } from '../../../payments/ports/ports.ts';
import type { ChannelRow } from '../channels.ts';
import { hasCode, MidtransError } from '../errors.ts';
import { safeWebUrl } from '../../safe-url.ts';
import { snapSchema } from '../schema.ts';
import type { Send } from '../send.ts';
import { snapCall } from '../wire/api-call.ts';
import { buildSnap } from './build-snap.ts';

/**
 * Opens Midtrans' page for a card. It has no status of its own: the transaction that is made on it has our order id.
 *
 * @see https://docs.midtrans.com/reference/backend-integration
 */
export async function openPage(
  send: Send,
  order: PaymentOrder,
  row: ChannelRow,
  { base, now }: { readonly base: URL; readonly now: Instant },
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const call = snapCall(order.merchantReference, buildSnap(order, row, now), order.notificationUrl);
  const page = await send(call, snapSchema, signal).catch((error: unknown) => {
    throw readRefusal(error);
  });
  const url = safeWebUrl(page.redirect_url, base);
  return [
    {
      subject: 'payment',
      outcome: 'requires_action',
      merchantReference: order.merchantReference,
      providerReferences: { snap: page.token },
      instruction: url === undefined ? undefined : { kind: 'redirect', url, method: 'GET' },
      providerStatus: 'page open',
      ...(url === undefined
        ? { rejection: { code: 'NO_ACTION', message: 'the address of the page is not an https address', mend: true } }
        : {}),
    },
  ];
}

/** A taken order id has no code of its own here. It is ours alone, so an earlier answer was lost. */
const readRefusal = (error: unknown): unknown =>
  hasCode(error, '406') || (hasCode(error, '400') && isTaken(error))
    ? new OutcomeUnknown('the order id was used before: only an inquiry can tell')
    : error;

const isTaken = (error: unknown): boolean =>
  error instanceof MidtransError && /order_id.*(taken|used|exists|duplicate)/i.test(error.rejection?.message ?? '');
