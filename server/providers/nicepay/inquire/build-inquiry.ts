import type { Instant } from '../../../payments/model/model.ts';
import { amountText, type RequestFields } from '../build.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { inquiryToken } from '../wire/merchant-token.ts';
import { wibStamp } from '../wire/wib-time.ts';

/**
 * The body of `POST /direct/v2/inquiry`.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout
 */
export function buildInquiry({ account, tXid, referenceNo, amount }: Transaction, now: Instant): RequestFields {
  const signed = { timeStamp: wibStamp(now), referenceNo, amt: amountText(amount) };
  return { ...signed, tXid, iMid: account.iMid, merchantToken: inquiryToken(account, signed) };
}
