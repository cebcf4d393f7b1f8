import type { KeyObject } from 'node:crypto';
import {
  MalformedNotification,
  type PaymentReport,
  type RawNotification,
  type ReadNotification,
  type VerifiedNotification,
} from '../../payments/ports/ports.ts';
import { CURRENCY } from './channels.ts';
import { readBody, type Fields } from './wire/fields.ts';
import { readPayoutNotification } from './payout/read-payout.ts';
import { readAmount, readFee, textOf } from './read.ts';
import { isGenuine } from './wire/signature.ts';

/** Every member that came is signed, so it is verified over all of them. Throws MalformedNotification for what has none. */
export const verifier =
  (platformKey: KeyObject) =>
  ({ body, contentType }: RawNotification): VerifiedNotification | undefined => {
    const isProven = isGenuine(fieldsOf(body, contentType), platformKey);
    // The brand: this is the one place where a notice of BDPay is found to be genuine.
    return isProven ? ({ body, contentType } as VerifiedNotification) : undefined;
  };

function fieldsOf(body: Buffer, contentType: string): Fields {
  const fields = readBody(body, contentType);
  if (fields === undefined)
    throw new MalformedNotification('neither a form nor a JSON object of texts, or a name twice');
  return fields;
}

/**
 * Genuine is not yet true: digits can be moved from one member to its neighbour and still verify. Numbers that such a
 * move mutilates are refused here; what is left is only a hint, and asking BDPay decides.
 */
export function readNotification({ body, contentType }: VerifiedNotification): ReadNotification {
  const fields = fieldsOf(body, contentType);
  const orderNum = textOf(fields, 'orderNum') || undefined;
  const platOrderNum = textOf(fields, 'platOrderNum') || undefined;
  // Either is enough to ask with.
  if (orderNum === undefined && platOrderNum === undefined)
    throw new MalformedNotification('orderNum and platOrderNum are missing');
  // Money in is `payMoney` and money out is `money`, whatever else a message has or has not.
  const isPayout = !fields.has('payMoney') && (fields.has('money') || fields.has('bankCode'));
  const report = isPayout ? readPayoutNotification(fields) : readPaymentNotification(fields, orderNum, platOrderNum);
  if (report === undefined) throw new MalformedNotification('an amount is none');
  return { reports: [report] };
}

/**
 * Money was paid, or so it says; nothing is ever sent about an order that was not. `undefined`: a number in it was
 * mutilated. One that is not there at all says nothing of the kind.
 */
function readPaymentNotification(
  fields: Fields,
  orderNum: string | undefined,
  platOrderNum: string | undefined,
): PaymentReport | undefined {
  const amount = readAmount(fields.get('payMoney'));
  const fee = fields.get('payFee');
  const isMutilated =
    (fields.has('payMoney') && amount === undefined) || (fee !== undefined && readFee(fee) === undefined);
  if (isMutilated) return undefined;
  const code = textOf(fields, 'code') ?? '';
  const claimsMoney = code === '00' || code === '';
  return {
    subject: 'payment',
    outcome: claimsMoney ? 'paid' : 'failed',
    merchantReference: orderNum,
    providerReferences: platOrderNum === undefined ? {} : { found: platOrderNum },
    transactionId: claimsMoney ? platOrderNum : undefined,
    ...(amount === undefined ? {} : { money: { amount, currency: CURRENCY } }),
    providerStatus: code === '' ? 'no code' : `code ${code}`,
  };
}
