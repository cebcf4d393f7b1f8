import { CURRENCIES, type Currency, type Money } from '../../../../shared/money.ts';
import type { Failure, Instant } from '../../../payments/model/model.ts';
import { OutcomeUnknown, type PaymentOutcome } from '../../../payments/ports/ports.ts';
import type { Transaction } from './build-inquiry.ts';
import type { ChannelRow } from '../channels.ts';
import { failureOf } from '../errors.ts';
import { endOf } from '../register/instruction.ts';
import { toSaid, type Said } from '../read.ts';
import { lastFourOf, writeSavedCard } from '../card/saved-card.ts';
import { outcomeOf } from '../status.ts';
import { fromWib } from '../wire/wib-time.ts';

/** How a transaction stands, as an inquiry told it. `resultCd` 0000 only says that the question was answered. */
export interface TransactionStatus {
  readonly outcome: PaymentOutcome;
  /** What the customer really pays with: of a page, what was chosen there; `00` before. */
  readonly payMethod: string;
  readonly referenceNo: string | undefined;
  readonly money: Money | undefined;
  /** How much of it went back already; `undefined` when it is told and cannot be read. */
  readonly canceled: number | undefined;
  readonly preauthToken: string | undefined;
  /** A hold whose money was taken, by another transaction: how much of it, only that one tells. */
  readonly taken: boolean;
  /** The domain's text of a card that can be charged again. */
  readonly savedToken: string | undefined;
  readonly failure: Failure | undefined;
  /** The newest failed try, where the answer lists them. */
  readonly lastFailure: FailedTry | undefined;
  /** NICEPAY's own digit, with the way to pay that gives it its meaning. */
  readonly word: string;
  readonly providerStatus: Said;
}

export interface FailedTry {
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Jakarta's time as 14 digits; empty where it is not told. */
  readonly at: string;
}

/** Throws OutcomeUnknown when the answer is about another transaction than the one that was asked about. */
export function readInquiry(said: Said, asked: Transaction, row: ChannelRow, now: Instant): TransactionStatus {
  const iMid = said.text('iMid');
  if (said.text('tXid') !== asked.tXid || (iMid !== undefined && iMid !== asked.account.iMid)) {
    const rejection = { code: 'OTHER_TRANSACTION', message: 'the answer is about another transaction', mend: true };
    throw new OutcomeUnknown('the answer to an inquiry is about another transaction', { rejection });
  }
  const payMethod = methodOf(said, row);
  const status = said.text('status');
  const outcome = isHeld(said, payMethod, status) ? 'authorized' : ended(outcomeOf(payMethod, status), said, now);
  const token = said.text('recurringToken');
  const lastFailure = lastFailureIn(said);
  return {
    outcome,
    payMethod,
    referenceNo: said.text('referenceNo'),
    money: moneyOf(said),
    canceled: said.text('cancelAmt') === undefined ? 0 : said.amount('cancelAmt'),
    preauthToken: said.text('preauthToken'),
    taken: said.text('ccTransType') === PREAUTH && said.text('acquStatus') === CAPTURE,
    savedToken:
      token === undefined
        ? undefined
        : writeSavedCard({
            iMid: asked.account.iMid,
            recurringToken: token,
            lastFour: lastFourOf(said.text('cardNo')),
            expiry: /^\d{4}$/.exec(said.text('cardExpYymm') ?? '')?.[0],
          }),
    failure: outcome === 'failed' ? failureOf(lastFailure?.code, payMethod) : undefined,
    lastFailure,
    word: `payMethod ${payMethod} status ${status ?? '(none)'}`,
    providerStatus: said,
  };
}

/**
 * A direct channel is paid as it was registered, whatever an answer prints. On a page the customer chooses, and the
 * answer tells what. A card may turn out to be a domestic debit card.
 */
function methodOf(said: Said, row: ChannelRow): string {
  const told = said.text('payMethod');
  if (row.payMethod === '00') return told ?? '00';
  return row.payMethod === '01' && told === '09' ? '09' : row.payMethod;
}

/**
 * What a withdrawn number shows no source tells. One that is called expired although its own end is still to come was
 * withdrawn: that is how a cancel is recognised whose answer got lost.
 */
function ended(outcome: PaymentOutcome, said: Said, now: Instant): PaymentOutcome {
  const end = endOf(said);
  return outcome === 'expired' && end !== undefined && end > now ? 'canceled' : outcome;
}

/** Codes of `ccTransType` and `acquStatus`. */
const PREAUTH = '3';
const CAPTURE = '4';

/**
 * Held, not taken. No source says which `status` a hold has, so it is known by its kind and its token, and anything
 * that ended it goes first.
 */
function isHeld(said: Said, payMethod: string, status: string | undefined): boolean {
  if (payMethod !== '01' && payMethod !== '09') return false;
  const kinds = [said.text('ccTransType'), said.text('acquStatus')];
  const ended = status === '1' || status === '2' || status === '8' || kinds.includes(CAPTURE);
  const held = kinds.includes(PREAUTH) || (status === '0' && said.text('preauthToken') !== undefined);
  // Before the customer has paid, a transaction of such a merchant id may be called a pre-authorisation already.
  return !ended && held && (status !== '9' || said.text('preauthToken') !== undefined);
}

const isCurrency = (text: string): text is Currency => CURRENCIES.some((currency) => currency === text);

/** `undefined` when the amount, or the currency it is in, cannot be told. */
function moneyOf(said: Said): Money | undefined {
  const currency = said.text('currency') ?? 'IDR';
  const amount = said.amount('amt');
  return amount === undefined || !isCurrency(currency) ? undefined : { amount, currency };
}

function lastFailureIn(said: Said): FailedTry | undefined {
  const [list = []] = Object.entries(said.raw).flatMap(([name, value]) =>
    name.toLowerCase() === 'latestfailhistory' && Array.isArray(value) ? [value] : [],
  );
  let last: FailedTry | undefined;
  for (const entry of list) {
    const one = isObject(entry) ? toFailedTry(entry) : undefined;
    if (one !== undefined && (last === undefined || one.at >= last.at)) last = one;
  }
  return last;
}

function toFailedTry(entry: Record<string, unknown>): FailedTry {
  const one = toSaid(entry);
  const [date, time] = [one.text('transDt'), one.text('transTm')];
  const at = fromWib(date, time) === undefined ? '' : `${date}${time}`;
  return { code: one.text('resultCd'), message: one.text('resultMsg'), at };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
