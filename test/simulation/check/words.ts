import type { Installation } from '../installation.ts';
import { movedAt, type Books } from './books.ts';

type Violate = (rule: string, what: string) => void;

/**
 * What was ever called failed, expired or different is so (I6): it is not taken back once the truth is known. For the
 * moment after the last fault, in which nothing of it can have changed for another reason.
 */
export function checkWords({ world, shop }: Installation, books: Books): void {
  const violate: Violate = (rule, what) => world.violate(rule, what);
  checkRefunds(books, shop.acknowledged, violate);
  checkPayouts(books, shop.acknowledged, violate);
  if (!CLOCKS.some((fault) => world.hits.has(fault))) checkExpired(books, violate);
  if (!OTHER_AMOUNTS.some((fault) => world.hits.has(fault))) checkCaptures(books, violate);
}

const CLOCKS = ['clock ahead', 'clock stepped forward', 'clock stepped back'] as const;
/** After which a captured amount is reported that is not the captured one. */
const OTHER_AMOUNTS = ['provider wrong_amount', 'provider wrong_currency'] as const;

type Acknowledged = Installation['shop']['acknowledged'];

const wasCalledFailed = (acknowledged: Acknowledged, id: string): boolean =>
  acknowledged.some(({ answer }) => answer['id'] === id && answer['status'] === 'failed');

function checkRefunds({ payments, ledger }: Books, acknowledged: Acknowledged, violate: Violate): void {
  for (const { id, status, merchantReference } of payments.flatMap(({ refunds }) => refunds)) {
    if (status !== 'failed' && !wasCalledFailed(acknowledged, id)) continue;
    const there = ledger.filter(({ reference }) => reference === merchantReference);
    if (there.some(({ kind }) => kind === 'refund') && !there.some(({ kind }) => kind === 'refund_failed'))
      violate('I6', `refund ${id} was called failed, and the provider has made it`);
  }
}

function checkPayouts({ payouts, ledger, events }: Books, acknowledged: Acknowledged, violate: Violate): void {
  for (const { id, merchantReference } of payouts) {
    const wasTold = events.some(({ type, stream }) => type === 'payout.failed' && stream === id);
    if (!wasTold && !wasCalledFailed(acknowledged, id)) continue;
    const there = ledger.filter(({ reference }) => reference === merchantReference);
    if (there.some(({ kind }) => kind === 'payout') && !there.some(({ kind }) => kind === 'payout_failed'))
      violate('I6', `payout ${id} was called failed, and the provider has made it`);
  }
}

/** What its provider could be asked about does not expire here once it is paid in time. */
function checkExpired(books: Books, violate: Violate): void {
  for (const { payment, history } of books.payments) {
    const expired = history.find(({ to, source }) => to === 'expired' && source === 'clock');
    if (expired === undefined || history.some(({ to }) => to === 'unknown')) continue;
    const paid = books.ledger.find(
      ({ kind, reference, provider, at }) =>
        kind === 'charge' &&
        provider === payment.provider &&
        reference === payment.merchantReference &&
        at < payment.expiresAt &&
        at < expired.at,
    );
    if (paid !== undefined) violate('no early expiry', `${payment.id} was paid in time, and is called expired`);
  }
}

/** A capture that the shop asked for, and that was made so, is no other amount than the expected one. */
function checkCaptures(books: Books, violate: Violate): void {
  for (const book of books.payments) {
    const { payment, history } = book;
    if (payment.review !== 'amount_differs' || payment.resolution !== undefined) continue;
    const { times, amount } = movedAt(books, book);
    if (times === 1 && history.some(({ said }) => said === `capture ${amount}`))
      violate('I11', `a capture of ${amount} was asked for and made, and ${payment.id} is called another amount`);
  }
}
