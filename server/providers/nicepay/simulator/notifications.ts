import type { Instant } from '../../../payments/payment.ts';
import type { Fault } from '../../simulator.ts';
import { amountText, dateAndTime, textIn, type Flat } from './answer.ts';
import { cardFields } from './card-fields.ts';
import { tokenFor } from './merchant-tokens.ts';
import { numberFields } from './number-fields.ts';
import type { Transaction } from './records.ts';
import { spoil } from './spoil.ts';
import type { SimulatedMerchant, World } from './world.ts';
import { now } from './world.ts';

/** One notification and how often it was tried. */
export interface Delivery {
  readonly id: string;
  readonly tXid: string;
  readonly event: 'deposit' | 'reversal';
  readonly address: string;
  /** The form, as it was when the event happened. */
  readonly body: string;
  dueAt: Instant;
  /** What the address answered, try by try; 0 when it did not. */
  readonly answers: number[];
  state: 'waiting' | 'sending' | 'accepted' | 'abandoned';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after a failed try the next one follows. No source tells: these are ours. */
const REPEATS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR];
const KEPT = 1_000;

/** Queues a notification. It leaves at the next `runDue`, never from inside the request that caused it. */
export function announce(world: World, transaction: Transaction, event: Delivery['event']): void {
  const fault = world.faults.take('notice');
  if (fault?.kind === 'lost') return;
  const body = fault?.kind === 'garbage' ? '\u0000\u0001}{ no form at all' : write(transaction, event, fault);
  const copies = fault?.kind === 'duplicate' ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    world.deliveries.push({
      id: world.options.uuid(),
      tXid: transaction.tXid,
      event,
      address: transaction.order['dbProcessUrl'] ?? '',
      body,
      dueAt: now(world) + (fault?.kind === 'late' ? (fault.delayMs ?? HOUR) : 0),
      answers: [],
      state: 'waiting',
    });
  }
}

function write(transaction: Transaction, event: Delivery['event'], fault: Fault | undefined): string {
  const fields = notificationFields(transaction, event);
  return form(signed(transaction.merchant, fault ? spoil(fields, fault.kind, transaction) : fields));
}

export const signed = (merchant: SimulatedMerchant, fields: Flat): Flat => ({
  ...fields,
  merchantToken: tokenFor('notification', merchant, {
    tXid: textIn(fields['tXid'], ''),
    amt: textIn(fields['amt'], ''),
  }),
});

/** What a notification says. Its `status` is a list of its own: 0 deposit, 1 reversal. */
export const notificationFields = (transaction: Transaction, event: Delivery['event']): Flat => ({
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

/** One attempt. HTTP 200 and nothing else ends it. */
export async function send(world: World, delivery: Delivery): Promise<void> {
  delivery.state = 'sending';
  const status = await attempt(world, delivery);
  delivery.answers.push(status);
  if (status === 200) return finish(world, delivery, 'accepted');
  const wait = REPEATS[delivery.answers.length - 1];
  if (wait === undefined) return finish(world, delivery, 'abandoned');
  delivery.dueAt = now(world) + wait;
  delivery.state = 'waiting';
}

/** The back office's resend button: one more attempt, now, whatever became of the earlier ones. */
export async function resend(world: World, delivery: Delivery): Promise<void> {
  if (delivery.state === 'waiting') await send(world, delivery);
  else delivery.answers.push(await attempt(world, delivery));
}

const attempt = (world: World, { address, body }: Delivery): Promise<number> =>
  statusOf(world.options.deliver(notificationRequest(address, body)));

/** The body is read to its end, so that a real connection is free again. */
export async function statusOf(answer: Promise<Response>): Promise<number> {
  try {
    const response = await answer;
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

function finish(world: World, delivery: Delivery, state: 'accepted' | 'abandoned'): void {
  delivery.state = state;
  const index = world.deliveries.indexOf(delivery);
  if (index >= 0) world.deliveries.splice(index, 1);
  world.delivered.push(delivery);
  if (world.delivered.length > KEPT) world.delivered.shift();
}

/** Sends what is due, one after another, the earliest first. */
export async function sendDue(world: World): Promise<void> {
  for (;;) {
    if (world.silent) return;
    const due = world.deliveries
      .filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now(world))
      .reduce<Delivery | undefined>((first, next) => (first && first.dueAt <= next.dueAt ? first : next), undefined);
    if (!due) return;
    await send(world, due);
  }
}
