import { Outbox } from '../../simulation/notification-outbox.ts';
import type { Fault } from '../../simulation/simulator.ts';
import { amountText, dateAndTime, textIn, type Flat } from './answer.ts';
import { cardFields } from './card-fields.ts';
import { tokenFor } from './merchant-tokens.ts';
import { numberFields } from './number-fields.ts';
import type { Transaction } from './records.ts';
import { corrupt } from './corrupt-response.ts';
import type { NicepaySimulatorOptions, SimulatedMerchant, SimulatorState } from './state.ts';

export interface Notification {
  readonly tXid: string;
  readonly event: 'deposit' | 'reversal';
  readonly address: string;
  /** The form, as it was when the event happened. */
  readonly body: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after a failed try the next one follows. No source tells: these are ours. */
const REPEATS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR];

export const openOutbox = ({ clock, uuid, deliver }: NicepaySimulatorOptions): Outbox<Notification> =>
  new Outbox({
    now: () => clock.now(),
    newId: uuid,
    deliver: ({ address, body }) => deliver(notificationRequest(address, body)),
    // HTTP 200 and nothing else.
    accepts: (status) => status === 200,
    nextTry(tries, now) {
      const wait = REPEATS[tries - 1];
      return tries === 0 ? now : wait && now + wait;
    },
  });

export function announce(simulatorState: SimulatorState, transaction: Transaction, event: Notification['event']): void {
  const fault = simulatorState.faults.take('notice');
  const body = fault?.kind === 'garbage' ? '\u0000\u0001}{ no form at all' : write(transaction, event, fault);
  const address = transaction.order['dbProcessUrl'] ?? '';
  simulatorState.outbox.queue({ tXid: transaction.tXid, event, address, body }, fault);
}

function write(transaction: Transaction, event: Notification['event'], fault: Fault | undefined): string {
  const fields = notificationFields(transaction, event);
  return form(signed(transaction.merchant, fault ? corrupt(fields, fault.kind, transaction) : fields));
}

export const signed = (merchant: SimulatedMerchant, fields: Flat): Flat => ({
  ...fields,
  merchantToken: tokenFor('notification', merchant, {
    tXid: textIn(fields['tXid'], ''),
    amt: textIn(fields['amt'], ''),
  }),
});

/** What a notification says. Its `status` is a list of its own: 0 deposit, 1 reversal. */
export const notificationFields = (transaction: Transaction, event: Notification['event']): Flat => ({
  tXid: transaction.tXid,
  referenceNo: transaction.referenceNo,
  payMethod: transaction.method,
  amt: amountText(transaction.amount),
  ...dateAndTime('trans', transaction.paidAt),
  currency: 'IDR',
  goodsNm: transaction.order['goodsNm'] ?? null,
  billingNm: transaction.order['billingNm'] ?? null,
  matchCl: '1',
  status: event === 'deposit' ? '0' : '1',
  ...numberFields(transaction),
  // The documentation's sample of a till's notification has no end of the bill, whatever was registered.
  payValidDt: null,
  payValidTm: null,
  ...dateAndTime('deposit', transaction.paidAt),
  receiptCode: transaction.receiptCode ?? null,
  mRefNo: null,
  ...cardFields(transaction),
  clientUserKey: null,
  userToken: null,
  tokenizeUser: null,
});

/** Absent values travel as the literal text `null`. */
export const form = (fields: Flat): string =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, textIn(value, 'null')])).toString();

export const notificationRequest = (address: string, body: string): Request =>
  new Request(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Jakarta Commons-HttpClient/3.1',
    },
    body,
  });
