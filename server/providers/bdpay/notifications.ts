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

/**
 * The signature covers every field that was sent, known or not.
 *
 * @see https://document.bdpay.co.id, "payment callback" and "encryption rules"
 * @throws {MalformedNotification} for a body that cannot be read
 */
export const verifier =
  (platformKey: KeyObject) =>
  ({ body, contentType }: RawNotification): VerifiedNotification | undefined => {
    const isProven = isGenuine(fieldsOf(body, contentType), platformKey);
    // The brand is given here alone: a notification of BDPay is verified nowhere else.
    return isProven ? ({ body, contentType } as VerifiedNotification) : undefined;
  };

function fieldsOf(body: Buffer, contentType: string): Fields {
  const fields = readBody(body, contentType);
  if (fields === undefined)
    throw new MalformedNotification('neither a form nor a flat JSON object, or a field is repeated');
  return fields;
}

/**
 * A verified notification is not proof of its values: digits can be moved from one field to the next and the signature
 * still fits. Numbers that such a change has broken are rejected here; an inquiry decides about the rest.
 *
 * @see https://document.bdpay.co.id, "payment callback" and "payout callback"
 * @throws {MalformedNotification} without an order number, and for an amount that is not a number
 */
export function readNotification({ body, contentType }: VerifiedNotification): ReadNotification {
  const fields = fieldsOf(body, contentType);
  const orderNum = textOf(fields, 'orderNum') || undefined;
  const platOrderNum = textOf(fields, 'platOrderNum') || undefined;
  // Either is enough for an inquiry.
  if (orderNum === undefined && platOrderNum === undefined)
    throw new MalformedNotification('orderNum and platOrderNum are missing');
  // A payment has `payMoney`, a payout has `money`; nothing else distinguishes them.
  const isPayout = !fields.has('payMoney') && (fields.has('money') || fields.has('bankCode'));
  const report = isPayout ? readPayoutNotification(fields) : readPaymentNotification(fields, orderNum, platOrderNum);
  if (report === undefined) throw new MalformedNotification('an amount is not a number');
  return { reports: [report] };
}

/**
 * BDPay notifies of paid orders only. `undefined`: an amount is there and is not a number; a missing amount is accepted.
 */
function readPaymentNotification(
  fields: Fields,
  orderNum: string | undefined,
  platOrderNum: string | undefined,
): PaymentReport | undefined {
  const amount = readAmount(fields.get('payMoney'));
  const fee = fields.get('payFee');
  const isBroken =
    (fields.has('payMoney') && amount === undefined) || (fee !== undefined && readFee(fee) === undefined);
  if (isBroken) return undefined;
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
