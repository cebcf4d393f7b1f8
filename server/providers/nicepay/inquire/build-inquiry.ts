import type { Instant } from '../../../payments/model/model.ts';
import type { Fields } from '../build.ts';
import { amountText } from '../register/build-registration.ts';
import { cancelToken, inquiryToken, receiptToken, type Signer } from '../wire/merchant-token.ts';
import { plainText } from '../wire/plain-text.ts';
import { wibStamp } from '../wire/wib-time.ts';

/** One transaction at NICEPAY, as it was registered. */
export interface Transaction {
  readonly account: Signer;
  readonly tXid: string;
  readonly referenceNo: string;
  readonly amount: number;
}

/** The body of `POST /direct/v2/inquiry`. */
export function buildInquiry({ account, tXid, referenceNo, amount }: Transaction, now: Instant): Fields {
  const signed = { timeStamp: wibStamp(now), referenceNo, amt: amountText(amount) };
  return { ...signed, tXid, iMid: account.iMid, merchantToken: inquiryToken(account, signed) };
}

export interface Cancellation {
  /** What the customer really paid with. */
  readonly payMethod: string;
  /** What is canceled now. */
  readonly amount: number;
  readonly full: boolean;
  readonly reason?: string | undefined;
  /** Of a hold that is to be let go. */
  readonly preauthToken?: string | undefined;
}

/** The body of `POST /direct/v2/cancel`. */
export function buildCancel(transaction: Transaction, cancellation: Cancellation, now: Instant): Fields {
  const { account, tXid, referenceNo } = transaction;
  const { payMethod, amount, full, reason, preauthToken } = cancellation;
  const signed = { timeStamp: wibStamp(now), tXid, amt: amountText(amount) };
  return {
    ...signed,
    iMid: account.iMid,
    payMethod,
    cancelType: full ? '1' : '2',
    referenceNo,
    cancelMsg: plainText(reason, 255) ?? 'Canceled by the merchant',
    ...(preauthToken === undefined ? {} : { preauthToken }),
    merchantToken: cancelToken(account, signed),
  };
}

/** The body of `POST /direct/v2/confirmAkulaku`. */
export function buildReceipt({ account, tXid }: Transaction, now: Instant): Fields {
  const timeStamp = wibStamp(now);
  return { timeStamp, tXid, iMid: account.iMid, merchantToken: receiptToken(account, { timeStamp, tXid }) };
}
