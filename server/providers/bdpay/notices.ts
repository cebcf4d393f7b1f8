import type { KeyObject } from 'node:crypto';
import {
  MalformedNotice,
  type PaymentTestimony,
  type RawNotice,
  type ReadNotice,
  type VerifiedNotice,
} from '../../payments/ports/ports.ts';
import { CURRENCY } from './channels.ts';
import { readBody, type Members } from './members.ts';
import { readPayoutNotice } from './payouts.ts';
import { readAmount, readFee, textOf } from './read.ts';
import { isGenuine } from './signature.ts';

/** Every member that came is signed, so it is verified over all of them. Throws MalformedNotice for what has none. */
export const verifier =
  (platformKey: KeyObject) =>
  ({ body, contentType }: RawNotice): VerifiedNotice | undefined => {
    const isProven = isGenuine(membersOf(body, contentType), platformKey);
    // The brand: this is the one place where a notice of BDPay is found to be genuine.
    return isProven ? ({ body, contentType } as VerifiedNotice) : undefined;
  };

function membersOf(body: Buffer, contentType: string): Members {
  const members = readBody(body, contentType);
  if (members === undefined) throw new MalformedNotice('neither a form nor a JSON object of texts, or a name twice');
  return members;
}

/**
 * Genuine is not yet true: digits can be moved from one member to its neighbour and still verify. Numbers that such a
 * move mutilates are refused here; what is left is only a hint, and asking BDPay decides.
 */
export function readNotice({ body, contentType }: VerifiedNotice): ReadNotice {
  const members = membersOf(body, contentType);
  const orderNum = textOf(members, 'orderNum') || undefined;
  const platOrderNum = textOf(members, 'platOrderNum') || undefined;
  // Either is enough to ask with.
  if (orderNum === undefined && platOrderNum === undefined)
    throw new MalformedNotice('orderNum and platOrderNum are missing');
  // Money in is `payMoney` and money out is `money`, whatever else a message has or has not.
  const isPayout = !members.has('payMoney') && (members.has('money') || members.has('bankCode'));
  const testimony = isPayout ? readPayoutNotice(members) : readPaymentNotice(members, orderNum, platOrderNum);
  if (testimony === undefined) throw new MalformedNotice('an amount is none');
  return { testimonies: [testimony] };
}

/**
 * Money was paid, or so it says; nothing is ever sent about an order that was not. `undefined`: a number in it was
 * mutilated. One that is not there at all says nothing of the kind.
 */
function readPaymentNotice(
  members: Members,
  orderNum: string | undefined,
  platOrderNum: string | undefined,
): PaymentTestimony | undefined {
  const amount = readAmount(members.get('payMoney'));
  const fee = members.get('payFee');
  const isMutilated =
    (members.has('payMoney') && amount === undefined) || (fee !== undefined && readFee(fee) === undefined);
  if (isMutilated) return undefined;
  const code = textOf(members, 'code') ?? '';
  const claimsMoney = code === '00' || code === '';
  return {
    subject: 'payment',
    outcome: claimsMoney ? 'paid' : 'failed',
    reference: orderNum,
    ids: platOrderNum === undefined ? {} : { found: platOrderNum },
    transactionId: claimsMoney ? platOrderNum : undefined,
    ...(amount === undefined ? {} : { money: { amount, currency: CURRENCY } }),
    said: code === '' ? 'no code' : `code ${code}`,
  };
}
