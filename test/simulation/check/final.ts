import { isFinal } from '../../../shared/payment-status.ts';
import type { Payment, StoredEvent } from '../../../server/payments/model/model.ts';
import type { Installation } from '../installation.ts';
import { movedAt, type Books, type PaymentBook } from './books.ts';

type Violate = (rule: string, what: string) => void;

/**
 * What is not as it must be in the end: the money of every ledger is accounted for, and the storefront knows all of it.
 * Right after the last fault something may still be under way; days later nothing may.
 */
export function findUnsettled(
  installation: Installation,
  books: Books,
): readonly (readonly [rule: string, what: string])[] {
  const found: (readonly [string, string])[] = [];
  const violate: Violate = (rule, what) => void found.push([rule, what]);
  for (const book of books.payments) {
    checkMoney(book, books, isUnknowable(book.payment, installation), violate);
    checkEnded(book, books, violate);
  }
  for (const checkout of books.checkouts) {
    const succeeded = books.payments.filter(
      ({ payment }) => payment.checkoutId === checkout.id && payment.status === 'succeeded',
    );
    if (checkout.status === 'paid' && succeeded.length === 0) violate('I4', `${checkout.id} is paid by no payment`);
    const isUndecided = books.payments.some(
      ({ payment }) => payment.checkoutId === checkout.id && payment.status === 'unknown',
    );
    if (checkout.status === 'open' && !isUndecided) violate('I10', `${checkout.id} is still open`);
  }
  checkPaidCheckouts(books, violate);
  checkPayouts(books, violate);
  checkEvents(installation, books, violate);
  return found;
}

/**
 * A notification of it was lost for good, and without it its provider cannot be asked: the answer to the creation was
 * lost as well, it was paid once more, a reusable code took another transaction, of which alone the provider tells, or
 * the provider had called it failed, after which it is not asked any more. Only its settlement report shows that money.
 */
const isUnknowable = (payment: Payment, { notifications, providers }: Installation): boolean =>
  (Object.keys(payment.providerReferences).length === 0 ||
    payment.status === 'succeeded' ||
    payment.status === 'failed' ||
    isReusable(payment, providers)) &&
  notifications.lost.some((body) => body.includes(payment.merchantReference));

const isReusable = ({ provider, channel }: Payment, providers: Installation['providers']): boolean =>
  providers.some(
    ({ subject }) =>
      subject.id === provider &&
      subject.provider.offers.some((offer) => offer.channel === channel && offer.closeAfterPaid),
  );

/** What is paid without a review pays its checkout. */
function checkPaidCheckouts({ checkouts, payments }: Books, violate: Violate): void {
  for (const { payment, history } of payments) {
    if (
      payment.status !== 'succeeded' ||
      payment.review !== undefined ||
      payment.resolution !== undefined ||
      history.some(isReview)
    )
      continue;
    const checkout = checkouts.find(({ id }) => id === payment.checkoutId);
    if (checkout?.status !== 'paid')
      violate('lost money', `${payment.id} succeeded, and its checkout is ${checkout?.status}`);
  }
}

/** I4, and nothing lost: money at the provider is a success or a review here; without money there is no success. */
function checkMoney(book: PaymentBook, books: Books, unknowable: boolean, violate: Violate): void {
  const { payment, history } = book;
  const moved = movedAt(books, book);
  const byPerson = payment.resolution !== undefined;
  // Given back before we could ask: there is nothing to know.
  if (moved.left <= 0 && payment.status !== 'succeeded') return;
  if (moved.times === 0) {
    if (payment.status === 'succeeded' && !byPerson)
      violate('I4', `${payment.id} succeeded, and the provider has no money of it`);
    return;
  }
  const isKnown = payment.status === 'succeeded' || payment.review !== undefined || byPerson;
  if (!isKnown && !unknowable)
    violate('lost money', `${payment.id} is ${payment.status} without a review, and the provider has ${moved.amount}`);
  const expected = payment.capturedAmount ?? payment.amount;
  if (
    payment.status === 'succeeded' &&
    moved.amount !== expected &&
    !unknowable &&
    payment.review === undefined &&
    !byPerson &&
    !history.some(isReview)
  )
    violate('lost money', `${payment.id} succeeded over ${expected}, the provider has ${moved.amount}`);
  if (payment.refundedAmount > moved.refunded)
    violate('I4', `${payment.id}: ${payment.refundedAmount} refunded here, ${moved.refunded} at the provider`);
}

const isReview = ({ note }: { readonly note?: string | undefined }): boolean => note?.includes('review') === true;

/** Rule 18: what is not final waits for a person who has been told, or for an answer. */
function checkEnded({ payment, refunds, history }: PaymentBook, { events }: Books, violate: Violate): void {
  const told = (type: StoredEvent['type']): boolean =>
    events.some((event) => event.type === type && subjectOf(event) === payment.id);
  if (payment.status === 'creating') violate('I10', `${payment.id} is still being created`);
  if (payment.status === 'requires_action') violate('I10', `${payment.id} still waits for the customer`);
  if (payment.status === 'unknown' && !told('payment.review_required'))
    violate('rule 18', `${payment.id} is unknown, and nobody was told`);
  if (wasUnknownFor(history) > LONG_UNKNOWN_MS && !told('payment.review_required'))
    violate('rule 18', `${payment.id} was unknown for hours, and nobody was told`);
  if (payment.status === 'processing' && payment.review === undefined)
    violate('I10', `${payment.id} is still processing`);
  if (payment.review !== undefined && !told('payment.review_required'))
    violate('rule 18', `${payment.id} has the review ${payment.review}, and nobody was told`);
  const type = FINAL_EVENT[payment.status];
  if (isFinal(payment.status) && type !== undefined && !told(type))
    violate('I8', `${payment.id} is ${payment.status}, and no event says so`);
  for (const refund of refunds)
    if (refund.status === 'processing') violate('I10', `refund ${refund.id} is still processing`);
}

/** An hour, and the time in which no instance runs between two days; and a clock may be an hour ahead. */
const LONG_UNKNOWN_MS = 8 * 3_600_000;

function wasUnknownFor(history: PaymentBook['history']): number {
  const begin = history.findIndex(({ from, to }) => from !== 'unknown' && to === 'unknown');
  const end = history.findIndex(({ from, to }, index) => index > begin && from === 'unknown' && to !== 'unknown');
  return begin < 0 || end < 0 ? 0 : history[end]!.at - history[begin]!.at;
}

/** The payment that an event is about; its checkout's others are in its body as well. */
const subjectOf = ({ body }: StoredEvent): string | undefined =>
  (JSON.parse(body) as { readonly data: { readonly payment?: { readonly id: string } } }).data.payment?.id;

const FINAL_EVENT: Partial<Record<Payment['status'], StoredEvent['type']>> = {
  succeeded: 'payment.succeeded',
  failed: 'payment.failed',
  expired: 'payment.expired',
  canceled: 'payment.canceled',
};

function checkPayouts({ payouts, ledger }: Books, violate: Violate): void {
  for (const { id, merchantReference, status } of payouts) {
    const entries = ledger.filter(({ reference }) => reference === merchantReference);
    const sent = entries.filter(({ kind }) => kind === 'payout').length;
    const net = sent - entries.filter(({ kind }) => kind === 'payout_failed').length;
    if (sent > 1) violate('I3', `payout ${id} was sent ${sent} times`);
    if (status === 'succeeded' && net !== 1) violate('I4', `payout ${id} succeeded, and was not paid`);
    if (status === 'failed' && net !== 0) violate('lost money', `payout ${id} failed, and was paid`);
    if (status === 'processing') violate('I10', `payout ${id} is still processing`);
  }
}

/** Over three days, if the storefront is down for so long. */
const DELIVERY_ATTEMPTS = 10;

/** I8: every event has arrived, in the order of its stream, and each try said the same. */
function checkEvents({ storefront }: Installation, { events }: Books, violate: Violate): void {
  const received = new Map<string, string>();
  const newest = new Map<string, number>();
  for (const { id, stream, sequence, type, body } of storefront.received) {
    const before = received.get(id);
    const mayDiffer = storefront.refusedStreams.has(stream);
    if (before === undefined) {
      if (sequence <= (newest.get(stream) ?? 0) && !mayDiffer)
        violate('I8', `${type} #${sequence} of ${stream} arrived after #${newest.get(stream)}`);
      newest.set(stream, Math.max(newest.get(stream) ?? 0, sequence));
    } else if (before !== body && !mayDiffer) violate('I8', `event ${id} was sent with two bodies`);
    received.set(id, body);
  }
  for (const { id, type, stream, sequence, deliveryExhausted, deliveryAttempts } of events) {
    if (received.has(id)) continue;
    const what = `${type} #${sequence} of ${stream}`;
    if (!deliveryExhausted) violate('I8', `${what} was never delivered`);
    else if (deliveryAttempts < DELIVERY_ATTEMPTS)
      violate('I8', `${what} was given up after ${deliveryAttempts} tries`);
  }
  const sequences = new Map<string, number>();
  for (const { stream, sequence, type } of events) {
    if (sequence !== (sequences.get(stream) ?? 0) + 1) violate('I8', `${type} of ${stream} has the number ${sequence}`);
    sequences.set(stream, sequence);
  }
}
