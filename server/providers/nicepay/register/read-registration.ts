import { OutcomeUnknown, type CreateOrder } from '../../../payments/ports/ports.ts';
import { CHECKOUT_PAGE_PATH } from '../build.ts';
import { isSafePage } from '../environment/base-url.ts';
import type { PayMethod } from '../channels.ts';
import type { Said } from '../read.ts';

/**
 * The transaction that a registration made. An answer about another order, another amount or another way to pay is no
 * answer to ours, and then nobody knows what ours is.
 */
export function readRegistration(said: Said, order: CreateOrder, payMethod: PayMethod): { readonly tXid: string } {
  const tXid = said.text('tXid');
  if (tXid === undefined || !/^[A-Za-z0-9]{8,40}$/.test(tXid)) throw new OutcomeUnknown('registered without a tXid');
  const merchantReference = said.text('referenceNo');
  const amt = said.text('amt');
  const currency = said.text('currency');
  const method = said.text('payMethod');
  const isOurs =
    (merchantReference === undefined || merchantReference === order.merchantReference) &&
    (amt === undefined || said.amount('amt') === order.money.amount) &&
    (currency === undefined || currency === order.money.currency) &&
    (method === undefined || method === payMethod);
  if (!isOurs) {
    const message = 'the answer to a registration is about another order, amount or way to pay';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_ORDER', message, mend: true } });
  }
  return { tXid };
}

/**
 * The address of NICEPAY's page for a transaction. What it answers is used if it lies on one of NICEPAY's own hosts;
 * anything else is not followed, and the page's known address stands in.
 */
export function pageAddress(
  said: Said,
  tXid: string,
  baseUrl: URL,
): { readonly url: string; readonly asTold: boolean } {
  const told = said.text('paymentURL');
  const theirs = told !== undefined && URL.canParse(told) ? new URL(told) : undefined;
  const asTold = theirs !== undefined && isSafePage(theirs, baseUrl);
  const url = asTold ? theirs : new URL(baseUrl.href + CHECKOUT_PAGE_PATH);
  url.searchParams.set('tXid', tXid);
  return { url: url.href, asTold };
}
