import {
  NotDelivered,
  Rejected,
  type PaymentRef,
  type RefundOrder,
  type RefundRef,
  type RefundTestimony,
  type Returns,
} from '../../payments/ports/ports.ts';
import { askFirst, notThere, rowOf, type Desk } from './desk.ts';
import type { Standing } from './read-inquiry.ts';
import { standingOf, type Standings } from './standing.ts';
import { capturesOf, originalOf } from './transactions.ts';
import { cancel } from './withdraw.ts';

/**
 * Returns money: a cancel of what was paid, before its settlement a void, afterwards a refund, which NICEPAY tells
 * apart. How the payment stands is asked first, because of a page only that tells what it was paid with.
 */
export async function refund(
  desk: Desk,
  ref: PaymentRef,
  order: RefundOrder,
  signal: AbortSignal,
): Promise<RefundTestimony[]> {
  const { transaction, standing } = await paidTransaction(desk, ref, signal);
  refuseImpossible(standing, order);
  const { payMethod } = standing;
  const { money, full, reason, reference } = order;
  const said = await cancel(desk, transaction, { payMethod, amount: money.amount, full, reason }, signal);
  const id = said.text('canceltXid') ?? said.text('cancelReferenceNo');
  // Accepted is done: it is taken off the merchant's account, and how long a bank needs nobody can ask NICEPAY.
  return [
    {
      subject: 'refund',
      outcome: 'succeeded',
      reference,
      ids: id === undefined ? {} : { cancel: id },
      money,
      said: 'cancel 0000',
    },
  ];
}

async function paidTransaction(desk: Desk, ref: PaymentRef, signal: AbortSignal): Promise<Standings> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, desk.settings.accounts);
  if (original === undefined) throw notThere();
  for (const transaction of capturesOf(ref, desk.settings.accounts)) {
    const standing = await askFirst(desk, transaction, row, signal);
    if (standing.outcome === 'paid') return { transaction, standing };
  }
  return { transaction: original, standing: await askFirst(desk, original, row, signal) };
}

function refuseImpossible(
  { outcome, payMethod, money, canceled }: Standing,
  { money: wanted, full }: RefundOrder,
): void {
  const no = (code: 'channel_unavailable' | 'amount_not_allowed', why: string) =>
    new Rejected({ code, reason: why }, why);
  if (payMethod === '02')
    throw no('channel_unavailable', 'a paid virtual account cannot be refunded: return it by hand');
  if (payMethod === '03') throw no('channel_unavailable', 'a payment at a till cannot be refunded: return it by hand');
  if (outcome !== 'paid') throw no('channel_unavailable', `nothing is paid there: it is ${outcome}`);
  if (canceled === undefined) throw new NotDelivered('not sent: how much went back already cannot be read');
  if (money !== undefined && canceled + wanted.amount > money.amount) {
    throw no('amount_not_allowed', `of ${money.amount} NICEPAY has returned ${canceled} already`);
  }
  if (full && canceled > 0) throw no('amount_not_allowed', 'after a part was returned, not all can be');
}

/**
 * What became of a refund whose answer was lost. NICEPAY knows no refunds, only how much of a payment went back: it was
 * done if exactly that much went back, and not if less than it did beyond what is known of. Anything else leaves it open.
 */
export async function inquireRefund(
  desk: Desk,
  ref: PaymentRef,
  { reference, ids, money, refundedBefore }: RefundRef,
  signal: AbortSignal,
): Promise<RefundTestimony[]> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, desk.settings.accounts);
  if (original === undefined || money === undefined || refundedBefore === undefined) return [];
  const { standing } = await standingOf(desk, { ref, row, original }, signal);
  const { outcome, canceled } = standing;
  const isWhole = outcome === 'canceled' && refundedBefore === 0 && money.amount === standing.money?.amount;
  if (!isWhole && canceled === undefined) return [];
  // Less than what is known of is an old answer.
  const since = (canceled ?? 0) - refundedBefore;
  const isDone = isWhole || since === money.amount;
  const isAbsent = outcome === 'paid' && since >= 0 && since < money.amount;
  if (!isDone && !isAbsent) return [];
  const said = `${standing.word}, ${canceled ?? 'something'} returned`;
  return [{ subject: 'refund', outcome: isDone ? 'succeeded' : 'absent', reference, ids, money, said }];
}

/** How much of a paid payment went back, whoever canceled it. `undefined`: it cannot be told. */
export async function inquireReturns(desk: Desk, ref: PaymentRef, signal: AbortSignal): Promise<Returns | undefined> {
  const row = rowOf(ref);
  const original = originalOf(ref, row, desk.settings.accounts);
  if (original === undefined) return undefined;
  const { standing } = await standingOf(desk, { ref, row, original }, signal);
  if (standing.outcome === 'paid') return standing.canceled === undefined ? undefined : { total: standing.canceled };
  return standing.outcome === 'canceled' ? { total: standing.money?.amount ?? ref.money.amount } : undefined;
}
