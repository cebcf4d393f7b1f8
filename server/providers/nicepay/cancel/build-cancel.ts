import type { Instant } from '../../../payments/model/model.ts';
import { amountText, type RequestFields } from '../build.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { cancelToken } from '../wire/merchant-token.ts';
import { plainText } from '../wire/plain-text.ts';
import { wibStamp } from '../wire/wib-time.ts';

export interface Cancellation {
  /** The method that the customer really paid with. */
  readonly payMethod: string;
  /** What is canceled now, in whole rupiah. */
  readonly amount: number;
  readonly full: boolean;
  readonly reason?: string | undefined;
  /** The token of an authorization that is voided. */
  readonly preauthToken?: string | undefined;
}

/**
 * The body of `POST /direct/v2/cancel`.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-cancel-api-credit-card
 */
export function buildCancel(transaction: Transaction, cancellation: Cancellation, now: Instant): RequestFields {
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
