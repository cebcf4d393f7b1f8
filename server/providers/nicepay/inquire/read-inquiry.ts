import { CURRENCIES, type Currency, type Money } from '../../../../shared/money.ts';
import type { Failure, Instant } from '../../../payments/model/model.ts';
import { OutcomeUnknown, type PaymentOutcome } from '../../../payments/ports/ports.ts';
import { lastFourOf, writeSavedCard } from '../card/saved-card.ts';
import type { ChannelRow } from '../channels.ts';
import { failureOf } from '../errors.ts';
import { readFields, type ReceivedFields } from '../read.ts';
import { expiryOf } from '../register/number-instruction.ts';
import { outcomeOf } from '../status.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { fromWib } from '../wire/wib-time.ts';

/** The status of a transaction, as an inquiry returned it. `resultCd` 0000 only says that the inquiry was answered. */
export interface TransactionStatus {
  readonly outcome: PaymentOutcome;
  /** The method that is really used: on NICEPAY's page the one that the customer chose, and `00` before. */
  readonly payMethod: string;
  readonly referenceNo: string | undefined;
  readonly money: Money | undefined;
  /** How much of it was returned already; `undefined` when the field is there and cannot be read. */
  readonly canceledAmount: number | undefined;
  readonly preauthToken: string | undefined;
  /** An authorization that was captured by another transaction. Only that one tells how much. */
  readonly isCaptured: boolean;
  /** The token under which the card can be charged again. */
  readonly savedToken: string | undefined;
  readonly failure: Failure | undefined;
  /** The newest entry of `latestFailHistory`. */
  readonly lastFailure: FailedTry | undefined;
  /** NICEPAY's status digit, with the payment method that gives it its meaning. For the history. */
  readonly statusText: string;
  readonly fields: ReceivedFields;
}

interface FailedTry {
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Jakarta time as 14 digits; empty where the entry has none. */
  readonly at: string;
}

/**
 * Reads the response to an inquiry.
 *
 * @throws {OutcomeUnknown} the response is about another transaction than the one that was inquired
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-status-inquiry-api-checkout
 */
export function readInquiry(
  fields: ReceivedFields,
  transaction: Transaction,
  row: ChannelRow,
  now: Instant,
): TransactionStatus {
  const iMid = fields.text('iMid');
  if (fields.text('tXid') !== transaction.tXid || (iMid !== undefined && iMid !== transaction.account.iMid)) {
    const message = 'the response to the inquiry is about another transaction';
    throw new OutcomeUnknown(message, { rejection: { code: 'OTHER_TRANSACTION', message, mend: true } });
  }
  const payMethod = methodOf(fields, row);
  const status = fields.text('status');
  const outcome = isAuthorized(fields, payMethod, status)
    ? 'authorized'
    : canceledIfEarly(outcomeOf(payMethod, status), fields, now);
  const token = fields.text('recurringToken');
  const lastFailure = lastFailureIn(fields);
  return {
    outcome,
    payMethod,
    referenceNo: fields.text('referenceNo'),
    money: moneyOf(fields),
    canceledAmount: fields.text('cancelAmt') === undefined ? 0 : fields.amount('cancelAmt'),
    preauthToken: fields.text('preauthToken'),
    isCaptured: fields.text('ccTransType') === PREAUTH && fields.text('acquStatus') === CAPTURE,
    savedToken:
      token === undefined
        ? undefined
        : writeSavedCard({
            iMid: transaction.account.iMid,
            recurringToken: token,
            lastFour: lastFourOf(fields.text('cardNo')),
            expiry: /^\d{4}$/.exec(fields.text('cardExpYymm') ?? '')?.[0],
          }),
    failure: outcome === 'failed' ? failureOf(lastFailure?.code, payMethod) : undefined,
    lastFailure,
    statusText: `payMethod ${payMethod} status ${status ?? '(none)'}`,
    fields,
  };
}

/**
 * A direct channel keeps the method that it was registered with, whatever the response says. On NICEPAY's page the
 * customer chooses, and the response tells what. A card may turn out to be a domestic debit card.
 */
function methodOf(fields: ReceivedFields, row: ChannelRow): string {
  const received = fields.text('payMethod');
  if (row.payMethod === '00') return received ?? '00';
  return row.payMethod === '01' && received === '09' ? '09' : row.payMethod;
}

/**
 * What an inquiry returns for a canceled number is not documented. One that is expired before its own expiry was
 * canceled: so a cancel is recognised whose response was lost.
 */
function canceledIfEarly(outcome: PaymentOutcome, fields: ReceivedFields, now: Instant): PaymentOutcome {
  const expiresAt = expiryOf(fields);
  return outcome === 'expired' && expiresAt !== undefined && expiresAt > now ? 'canceled' : outcome;
}

/** Values of `ccTransType` and `acquStatus`. */
const PREAUTH = '3';
const CAPTURE = '4';

/**
 * Authorized, not captured. Which `status` that has is not documented, so it is recognised by its transaction type and
 * its token, unless the authorization has ended.
 */
function isAuthorized(fields: ReceivedFields, payMethod: string, status: string | undefined): boolean {
  if (payMethod !== '01' && payMethod !== '09') return false;
  const types = [fields.text('ccTransType'), fields.text('acquStatus')];
  const hasEnded = status === '1' || status === '2' || status === '8' || types.includes(CAPTURE);
  const isPreauth = types.includes(PREAUTH) || (status === '0' && fields.text('preauthToken') !== undefined);
  // A transaction of such a merchant id may have the type of a pre-authorization before the customer has paid.
  return !hasEnded && isPreauth && (status !== '9' || fields.text('preauthToken') !== undefined);
}

const isCurrency = (text: string): text is Currency => CURRENCIES.some((currency) => currency === text);

/** `undefined` when the amount or its currency cannot be read. */
function moneyOf(fields: ReceivedFields): Money | undefined {
  const currency = fields.text('currency') ?? 'IDR';
  const amount = fields.amount('amt');
  return amount === undefined || !isCurrency(currency) ? undefined : { amount, currency };
}

function lastFailureIn(fields: ReceivedFields): FailedTry | undefined {
  const [list = []] = Object.entries(fields.raw).flatMap(([name, value]) =>
    name.toLowerCase() === 'latestfailhistory' && Array.isArray(value) ? [value] : [],
  );
  let last: FailedTry | undefined;
  for (const entry of list) {
    const failedTry = isObject(entry) ? toFailedTry(entry) : undefined;
    if (failedTry !== undefined && (last === undefined || failedTry.at >= last.at)) last = failedTry;
  }
  return last;
}

function toFailedTry(entry: Record<string, unknown>): FailedTry {
  const fields = readFields(entry);
  const [date, time] = [fields.text('transDt'), fields.text('transTm')];
  const at = fromWib(date, time) === undefined ? '' : `${date}${time}`;
  return { code: fields.text('resultCd'), message: fields.text('resultMsg'), at };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
