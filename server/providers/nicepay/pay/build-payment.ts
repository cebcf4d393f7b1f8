import type { Instruction } from '../../../../shared/instruction.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { amountText, PAYMENT_PATH, urlField, type RequestFields } from '../build.ts';
import type { ChannelRow } from '../channels.ts';
import { validEmail } from '../register/buyer.ts';
import { paymentToken, type Signer } from '../wire/merchant-token.ts';
import { wibStamp } from '../wire/wib-time.ts';

/** A registered transaction, with what its payment step needs. */
export interface Payable {
  readonly account: Signer;
  readonly tXid: string;
  readonly referenceNo: string;
  readonly amount: number;
  /** Where NICEPAY sends the customer's browser afterwards. */
  readonly callBackUrl: string;
  readonly now: Instant;
}

/** The fields of every payment step. The token is valid for this reference, amount and time only, so the browser may see it. */
function stepFields({ account, tXid, referenceNo, amount, callBackUrl, now }: Payable): RequestFields {
  const timeStamp = wibStamp(now);
  return {
    timeStamp,
    tXid,
    merchantToken: paymentToken(account, { timeStamp, referenceNo, amt: amountText(amount) }),
    callBackUrl: urlField('callBackUrl', callBackUrl),
  };
}

/**
 * The form that the customer's browser posts to NICEPAY: hidden fields for a wallet, lender or clickpay, and the card's
 * fields to fill in for a card. NICEPAY's page takes over from there.
 *
 * @see NICEPAY API V2, chapter "Payment"; https://docs.nicepay.co.id/en/encryption-payment-api-credit-card
 */
export function buildPaymentForm(payable: Payable, row: ChannelRow, order: PaymentOrder, baseUrl: URL): Instruction {
  const action = baseUrl.href + PAYMENT_PATH;
  if (row.flow !== 'card_form') {
    const cashtag = row.payMethod === '04' ? order.fields['cashtag'] : undefined;
    return {
      kind: 'form_post',
      action,
      fields: { ...stepFields(payable), ...(cashtag === undefined ? {} : { cashtag }) },
    };
  }
  // NICEPAY requires the card holder's e-mail: the customer is asked for it only if the shop has not sent it.
  const email = validEmail(order.customer?.email, 100);
  return {
    kind: 'form_post',
    action,
    fields: {
      ...stepFields(payable),
      referenceNo: payable.referenceNo,
      ...(email === undefined ? {} : { cardHolderEmail: email }),
    },
    inputs: 'card',
    inputNames: {
      number: 'cardNo',
      expiry: 'cardExpYymm',
      cvv: 'cardCvv',
      holder: 'cardHolderNm',
      ...(email === undefined ? { email: 'cardHolderEmail' } : {}),
    },
    expiryFormat: 'YYMM',
  };
}

/**
 * The payment step of a saved card. It contains no card data, so our server may make it.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-recurring-payment-api-credit-card
 */
export const buildTokenPayment = (payable: Payable, recurringToken: string): RequestFields => ({
  ...stepFields(payable),
  referenceNo: payable.referenceNo,
  recurringToken,
});

/**
 * The payment step of a capture: that of a transaction of its own, with the token of the authorization.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-pre-auth-and-capture-payment-api-credit-card
 */
export const buildCapture = (payable: Payable, preauthToken: string): RequestFields => ({
  ...stepFields(payable),
  referenceNo: payable.referenceNo,
  preauthToken,
});
