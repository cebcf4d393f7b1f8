import * as api from '../wire/api-call.ts';
import { refundListSchema, refundSchema, type XenditRefund } from '../schema.ts';
import type { Send } from '../send.ts';

/** At most so many pages are read, of 100 refunds each. */
const MAX_PAGES = 5;

interface RefundList {
  readonly refunds: readonly XenditRefund[];
  /** The list is complete: a refund that is not in it does not exist. */
  readonly isWhole: boolean;
}

/**
 * All refunds of a payment request, page by page.
 *
 * @see https://docs.xendit.co/docs/refund-payment-request, list
 */
export async function listRefunds(send: Send, request: string, signal: AbortSignal): Promise<RefundList> {
  const found = new Map<string, XenditRefund>();
  let isLegible = true;
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more: more } = await send(api.listRefundsCall(request, after), refundListSchema, signal);
    const legible = data.flatMap((item) => refundSchema.safeParse(item).data ?? []);
    isLegible &&= legible.length === data.length;
    const known = found.size;
    for (const refund of legible) found.set(refund.id, refund);
    if (more !== true) return { refunds: [...found.values()], isWhole: isLegible && more === false };
    after = legible.at(-1)?.id;
    // The same page came again: paging is not supported.
    if (after === undefined || found.size === known) break;
  }
  return { refunds: [...found.values()], isWhole: false };
}
