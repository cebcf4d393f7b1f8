import { isFinal, type PaymentStatus } from '../../../shared/payment-status.ts';
import type { HistoryEntry, Payment } from '../../../server/payments/model/model.ts';
import type { Installation } from '../installation.ts';
import type { Books, PaymentBook } from './books.ts';

type Violate = (rule: string, what: string) => void;

/** What must hold at every moment, whatever goes wrong (I1 to I6, I11). */
export function checkSafety({ world, shop, store, sent }: Installation, books: Books): Promise<void> {
  const violate: Violate = (rule, what) => world.violate(rule, what);
  for (const book of books.payments) checkHistory(book, violate);
  checkLedger(books, violate);
  checkPayoutsSent(books, sent, violate);
  checkOnePaid(books, violate);
  if (!STANDS_STILL.some((fault) => world.hits.has(fault))) checkAbandoned(books, violate);
  checkSubmissions(books, violate);
  checkRefundRequests(books, shop, violate);
  checkVoids(books, shop.asked, violate);
  checkImmutable(books, shop.checkouts, violate);
  return checkAcknowledged(store, shop.acknowledged, violate);
}

/** I1: what was answered 2xx exists under the id in the answer. */
async function checkAcknowledged(
  store: Installation['store'],
  acknowledged: Installation['shop']['acknowledged'],
  violate: Violate,
): Promise<void> {
  for (const { request, answer } of acknowledged) {
    const { id } = answer;
    if (typeof id !== 'string') continue;
    const found = id.startsWith('co_')
      ? await store.findCheckout(id)
      : id.startsWith('pay_')
        ? await store.findPayment(id)
        : id.startsWith('rf_')
          ? await store.findRefund(id)
          : await store.findPayout(id);
    if (found === undefined) violate('I1', `${request.path} was answered with ${id}, which does not exist`);
  }
}

/** I2: everything in a provider's ledger is known here. I3: nothing was created twice. */
function checkLedger({ ledger, payments, payouts }: Books, violate: Violate): void {
  const known = new Map(payments.map(({ payment }) => [payment.merchantReference, payment]));
  const refunds = new Set(payments.flatMap(({ refunds }) => refunds.map(({ merchantReference }) => merchantReference)));
  const sent = new Map<string, number>();
  for (const { kind, reference, provider } of ledger) {
    if (kind === 'payout' || kind === 'payout_failed') {
      if (!payouts.some(({ merchantReference }) => merchantReference === reference))
        violate('I2', `${provider} has payout ${reference}, we do not`);
    } else if (kind === 'token' || kind === 'token_removed' || reference === '') {
      // A token is no movement, and a refund that staff made has no reference of ours.
      continue;
    } else if (!known.has(reference) && !refunds.has(reference))
      violate('I2', `${provider} has ${kind} ${reference}, we do not`);
    if (kind === 'create' || kind === 'payout')
      sent.set(`${kind} ${reference}`, (sent.get(`${kind} ${reference}`) ?? 0) + 1);
  }
  // Where a capture is an order of its own, its reference was mapped to that of the payment.
  for (const [what, times] of sent) {
    const payment = known.get(what.slice('create '.length));
    const allowed =
      payment?.capturedAmount === undefined || what.startsWith('payout') ? 1 : 1 + captureTries(payments, payment);
    if (times > allowed) violate('I3', `${times} × ${what} at the provider`);
  }
}

/** I3: a payout is sent once, also where its provider would refuse the second one. */
function checkPayoutsSent({ payouts }: Books, sent: Installation['sent'], violate: Violate): void {
  for (const { id, merchantReference } of payouts) {
    const times = sent.filter(
      ({ operation, reference, isRefused }) => operation === 'payout' && reference === merchantReference && !isRefused,
    ).length;
    if (times > 1) violate('I3', `payout ${id} was sent ${times} times`);
  }
}

const captureTries = (payments: Books['payments'], { id }: Payment): number =>
  payments.find(({ payment }) => payment.id === id)?.history.filter(({ said }) => said.startsWith('capture')).length ??
  0;

/** I3: at most one payment of a checkout is paid without an alarm. */
function checkOnePaid({ payments }: Books, violate: Violate): void {
  const paid = new Map<string, string>();
  for (const { payment, history } of payments) {
    const alarmed =
      payment.review !== undefined ||
      payment.resolution !== undefined ||
      history.some(({ note }) => note?.includes('review') === true);
    if (payment.status !== 'succeeded' || alarmed) continue;
    const other = paid.get(payment.checkoutId);
    if (other !== undefined)
      violate('I3', `${other} and ${payment.id} have paid ${payment.checkoutId}, and nobody was alarmed`);
    paid.set(payment.checkoutId, payment.id);
  }
}

/** What may cost an instance its leases while it is at work. */
const STANDS_STILL = [
  'stalled',
  'store busy',
  'store full',
  'store down',
  'connection lost before commit',
  'connection lost after commit',
] as const;

/** Nobody gives up a payment that its instance is just creating: no answer to the creation follows. */
function checkAbandoned({ payments }: Books, violate: Violate): void {
  for (const { payment, history } of payments) {
    const abandoned = history.findIndex(({ from, to }) => from === 'creating' && to === 'unknown');
    const answered = history.findIndex(
      ({ from, source, said }) => from === 'unknown' && source === 'command' && !said.startsWith('canceled'),
    );
    if (abandoned >= 0 && answered > abandoned)
      violate('rule 19', `${payment.id} was given up while it was being created`);
  }
}

/** The characters of an id that the submissions of one request share. */
const SHARED = 'pay_'.length + 24;

/** I3: of the payments that one request led to, at most one reached a provider, unless that one was refused. */
function checkSubmissions({ payments, ledger }: Books, violate: Violate): void {
  const created = new Set(ledger.filter(({ kind }) => kind === 'create').map(({ reference }) => reference));
  const first = new Map<string, string>();
  for (const { payment } of payments) {
    if (!created.has(payment.merchantReference) || payment.status === 'failed') continue;
    const request = `${payment.checkoutId} ${payment.id.slice(0, SHARED)}`;
    const other = first.get(request);
    if (other !== undefined) violate('I3', `one request created ${other} and ${payment.id}`);
    first.set(request, payment.id);
  }
}

/** The keys of the shop's requests, by their path. */
type Asked = Installation['shop']['asked'];

/** I3: one request makes one refund, however often it is repeated, and a refused one makes none. */
function checkRefundRequests({ payments }: Books, { asked, refused }: Installation['shop'], violate: Violate): void {
  for (const { payment, refunds } of payments) {
    const own = refunds.filter(({ origin, status }) => origin === 'api' && status !== 'failed');
    const made = new Set(own.map(({ id }) => id.slice(0, SHARED)));
    const keys = ['refunds', 'resolve'].flatMap((what) => [...(asked.get(`/v1/payments/${payment.id}/${what}`) ?? [])]);
    const requests = keys.filter((key) => !refused.has(key)).length;
    if (made.size > requests) violate('I3', `${requests} requests made ${made.size} refunds of ${payment.id}`);
  }
}

/** Rule 15: held money is the shop's. It is voided where the shop asked for that, or another payment has paid. */
function checkVoids({ payments }: Books, asked: Asked, violate: Violate): void {
  for (const { payment, history } of payments) {
    // By the answer to a command of ours: a hold may also lapse at its provider, which the answer to a capture may say.
    const wasVoided = history.some(
      ({ from, to, source }) => from === 'authorized' && to === 'canceled' && source === 'command',
    );
    if (!wasVoided) continue;
    const byShop = [
      `/v1/payments/${payment.id}/cancel`,
      `/v1/payments/${payment.id}/capture`,
      `/v1/checkouts/${payment.checkoutId}/cancel`,
      `/v1/payments/${payment.id}/resolve`,
    ];
    const isPaid = payments.some(
      (other) => other.payment.checkoutId === payment.checkoutId && other.payment.status === 'succeeded',
    );
    if (!isPaid && !byShop.some((path) => asked.has(path)))
      violate('rule 15', `${payment.id} was held, and is canceled though the shop did not ask for it`);
  }
}

/** I11, and what a checkout promises: amount, currency and reference are those that were asked for. */
function checkImmutable(
  { checkouts, payments }: Books,
  asked: Installation['shop']['checkouts'],
  violate: Violate,
): void {
  for (const { id, reference, amount } of asked) {
    const found = checkouts.find((one) => one.id === id);
    if (found !== undefined && (found.reference !== reference || found.amount !== amount))
      violate('I11', `${id} was ${reference} over ${amount}, now ${found.reference} over ${found.amount}`);
  }
  for (const { payment } of payments) {
    const checkout = checkouts.find(({ id }) => id === payment.checkoutId);
    if (checkout === undefined) violate('I11', `${payment.id} has no checkout`);
    else if (payment.amount !== checkout.amount || payment.currency !== checkout.currency)
      violate('I11', `${payment.id} is over ${payment.amount}, its checkout over ${checkout.amount}`);
  }
}

const ASKED_OR_PERSON: ReadonlySet<string> = new Set(['inquiry', 'merchant']);
/** How a final status may still change: by a person's word alone. */
const BY_PERSON: ReadonlySet<string> = new Set(['merchant']);

function checkHistory({ payment, history }: PaymentBook, violate: Violate): void {
  let status: PaymentStatus = 'creating';
  for (const entry of history) {
    if (entry.from !== status) violate('I5', `${payment.id} was ${status}, and its history goes on from ${entry.from}`);
    checkMove(payment, entry, violate);
    status = entry.to;
  }
  if (status !== payment.status)
    violate('I5', `${payment.id} is ${payment.status}, and its history ends with ${status}`);
}

function checkMove(payment: Payment, { from, to, source, said }: HistoryEntry, violate: Violate): void {
  if (from === to) return;
  const move = `${payment.id}: ${from} → ${to} by ${source} (${said})`;
  if (isFinal(from) && !BY_PERSON.has(source)) violate('I5', move);
  if ((to === 'succeeded' || to === 'authorized') && !ASKED_OR_PERSON.has(source)) violate('I4', move);
  if (from === 'unknown' && !LEAVES_UNKNOWN.has(source)) violate('I6', move);
  if (from === 'unknown' && to === 'failed' && source === 'clock') violate('I6', move);
}

/** The clock ends an unknown payment that its provider never had; a command's late answer is an answer about it. */
const LEAVES_UNKNOWN: ReadonlySet<string> = new Set(['inquiry', 'merchant', 'command', 'clock', 'customer']);
