import { OutcomeUnknown, type PaymentOrder } from '../../../payments/ports/ports.ts';
import { CHECKOUT_PAGE_PATH } from '../build.ts';
import type { PayMethod } from '../channels.ts';
import { isSafePage } from '../environment/base-url.ts';
import type { ReceivedFields } from '../read.ts';

/**
 * The transaction that a registration created.
 *
 * @throws {OutcomeUnknown} there is no `tXid`, or the response is about another order, amount or payment method
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store and its siblings
 */
export function readRegistration(
  fields: ReceivedFields,
  order: PaymentOrder,
  payMethod: PayMethod,
): { readonly tXid: string } {
  const tXid = fields.text('tXid');
  if (tXid === undefined || !/^[A-Za-z0-9]{8,40}$/.test(tXid)) throw new OutcomeUnknown('registered without a tXid');
  const referenceNo = fields.text('referenceNo');
  const amt = fields.text('amt');
  const currency = fields.text('currency');
  const method = fields.text('payMethod');
  const isOurs =
    (referenceNo === undefined || referenceNo === order.merchantReference) &&
    (amt === undefined || fields.amount('amt') === order.money.amount) &&
    (currency === undefined || currency === order.money.currency) &&
    (method === undefined || method === payMethod);
  if (!isOurs) {
    const message = 'the response to the registration is about another order, amount or payment method';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_ORDER', message, mend: true } });
  }
  return { tXid };
}

/**
 * The URL of NICEPAY's payment page for a transaction. The `paymentURL` of the response is used only if it is on one of
 * NICEPAY's hosts, otherwise the documented path below the base URL.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-payment-api-checkout
 */
export function readPageUrl(
  fields: ReceivedFields,
  tXid: string,
  baseUrl: URL,
): { readonly url: string; readonly isFromResponse: boolean } {
  const text = fields.text('paymentURL');
  const paymentUrl = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isFromResponse = paymentUrl !== undefined && isSafePage(paymentUrl, baseUrl);
  const url = isFromResponse ? paymentUrl : new URL(baseUrl.href + CHECKOUT_PAGE_PATH);
  url.searchParams.set('tXid', tXid);
  return { url: url.href, isFromResponse };
}
