import type { Instant } from '../../../payments/model/model.ts';
import type { RequestFields } from '../build.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { receiptToken } from '../wire/merchant-token.ts';
import { wibStamp } from '../wire/wib-time.ts';

/**
 * The body of `POST /direct/v2/confirmAkulaku`.
 *
 * @see NICEPAY API V2, chapter "Payloan", `confirmAkulaku`
 */
export function buildReceipt({ account, tXid }: Transaction, now: Instant): RequestFields {
  const timeStamp = wibStamp(now);
  return { timeStamp, tXid, iMid: account.iMid, merchantToken: receiptToken(account, { timeStamp, tXid }) };
}
