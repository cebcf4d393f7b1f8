import type { Instruction } from '../../../../shared/instruction.ts';
import type { Instant } from '../../../payments/model/model.ts';
import type { CreateOrder } from '../../../payments/ports/ports.ts';
import { PAYMENT_PATH, type Fields } from '../build.ts';
import { addressOf, amountText } from '../register/build-registration.ts';
import type { ChannelRow } from '../channels.ts';
import { sendableEmail } from '../register/customer.ts';
import { paymentToken, type Signer } from '../wire/merchant-token.ts';
import { wibStamp } from '../wire/wib-time.ts';

/** A registered transaction that is to be paid. */
export interface Payable {
  readonly account: Signer;
  readonly tXid: string;
  readonly referenceNo: string;
  readonly amount: number;
  readonly callBackUrl: string;
  readonly now: Instant;
}

/** What every payment step carries. The token fits this reference, amount and time alone, so a browser may see it. */
function step({ account, tXid, referenceNo, amount, callBackUrl, now }: Payable): Fields {
  const timeStamp = wibStamp(now);
  return {
    timeStamp,
    tXid,
    merchantToken: paymentToken(account, { timeStamp, referenceNo, amt: amountText(amount) }),
    callBackUrl: addressOf('callBackUrl', callBackUrl),
  };
}

/** A wallet's, lender's or bank's step: the browser posts hidden fields and NICEPAY's page takes over. */
export function buildPaymentForm(payable: Payable, row: ChannelRow, order: CreateOrder, baseUrl: URL): Instruction {
  const action = baseUrl.href + PAYMENT_PATH;
  if (row.flow !== 'card_form') {
    const cashtag = row.payMethod === '04' ? order.fields['cashtag'] : undefined;
    return { kind: 'form_post', action, fields: { ...step(payable), ...(cashtag === undefined ? {} : { cashtag }) } };
  }
  // NICEPAY wants the card holder's address as well: asked for only where the shop has not told it.
  const email = sendableEmail(order.customer?.email, 100);
  return {
    kind: 'form_post',
    action,
    fields: {
      ...step(payable),
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

/** A charge of a saved card: no card data is in it, so we may make it ourselves. */
export const buildTokenPayment = (payable: Payable, recurringToken: string): Fields => ({
  ...step(payable),
  referenceNo: payable.referenceNo,
  recurringToken,
});

/** Takes money that is held: the payment step of a transaction of its own, with the token of the hold. */
export const buildCapture = (payable: Payable, preauthToken: string): Fields => ({
  ...step(payable),
  referenceNo: payable.referenceNo,
  preauthToken,
});
