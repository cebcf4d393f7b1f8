import type { Kysely } from 'kysely';
import { blankRecord } from '../blank-record.ts';
import type { Sql } from '../sql.ts';
import type { Tables } from '../tables.ts';
import { HEAD_COLUMNS } from './head.ts';
import { prepared } from '../prepared.ts';

/*
 * The facts of a payment or payout: the columns of its rows that money depends on, as the database holds them. A head
 * has them as JSON. A migration that changes what such a column holds must leave the facts in the heads as they are and
 * map them here, where they are compared.
 */

/** What the ledger keeps the histories of. */
export type Book = 'payment' | 'payout';

/** A row of a book with its facts, and the columns of its head (NULL without one). */
export type BookRow = Readonly<Record<string, unknown>>;

const PAYMENT_COLUMNS = [
  'payments.id',
  'payments.checkout_id',
  'payments.provider',
  'payments.channel',
  'payments.merchant_reference',
  'payments.amount',
  'payments.currency',
  'payments.created_at',
  'payments.status',
  'payments.transaction_id',
  'payments.received',
  'payments.review',
  'payments.resolution',
  'payments.captured_amount',
  'payments.refunded_amount',
  'payments.reversed_at',
] as const;

const PAYOUT_COLUMNS = [
  'payouts.id',
  'payouts.provider',
  'payouts.reference',
  'payouts.merchant_reference',
  'payouts.amount',
  'payouts.currency',
  'payouts.bank_code',
  'payouts.fee_bearer',
  'payouts.made_by',
  'payouts.created_at',
  'payouts.status',
  'payouts.fee',
  'payouts.approved_by',
  'payouts.resolution',
  'payouts.resolved_at',
] as const;

const nameOf = (column: string): string => column.slice(column.indexOf('.') + 1);

const FACTS: Readonly<Record<Book, readonly string[]>> = {
  payment: [...PAYMENT_COLUMNS.map(nameOf), 'order_reference', 'order_amount'],
  payout: PAYOUT_COLUMNS.map(nameOf),
};

/** The columns that a change is recorded in the ledger for: those of the facts that can change. */
export const CHANGING_MEMBERS = {
  payment: [
    'status',
    'transactionId',
    'received',
    'review',
    'resolution',
    'capturedAmount',
    'refundedAmount',
    'reversedAt',
  ],
  payout: ['status', 'fee', 'approvedBy', 'resolution', 'resolvedAt'],
} as const;

export const bookRows = {
  payment: (db: Kysely<Tables>) =>
    db
      .selectFrom('payments')
      .innerJoin('checkouts', 'checkouts.id', 'payments.checkout_id')
      .leftJoin('ledger_heads', 'ledger_heads.subject', 'payments.id')
      .select(PAYMENT_COLUMNS)
      .select(['checkouts.reference as order_reference', 'checkouts.amount as order_amount', 'checkouts.forgotten_at'])
      .select(HEAD_COLUMNS),
  payout: (db: Kysely<Tables>) =>
    db
      .selectFrom('payouts')
      .leftJoin('ledger_heads', 'ledger_heads.subject', 'payouts.id')
      .select(PAYOUT_COLUMNS)
      .select('payouts.forgotten_at')
      .select(HEAD_COLUMNS),
} as const;

const oneRow: Readonly<Record<Book, ReturnType<typeof prepared<unknown>>>> = {
  payment: prepared<unknown>((db) => bookRows.payment(db).where('payments.id', '=', '')),
  payout: prepared<unknown>((db) => bookRows.payout(db).where('payouts.id', '=', '')),
};

/** @throws {Error} where there is no such row */
export async function bookRow(sql: Sql, book: Book, id: string): Promise<BookRow> {
  const row = await sql.first(oneRow[book](sql, [id]));
  if (typeof row !== 'object' || row === null) throw new Error(`there is no ${book}s row ${id} to change`);
  return { ...row };
}

/** The refunds of a payment as its facts have them, oldest first. */
export type RefundFacts = readonly (readonly unknown[])[];

const REFUND_COLUMNS = ['id', 'merchant_reference', 'amount', 'currency', 'status', 'origin'] as const;

const refundRows = (db: Kysely<Tables>) => db.selectFrom('refunds').select(REFUND_COLUMNS).orderBy('id');

const refundsOfOne = prepared((db) => refundRows(db).where('payment_id', '=', ''));

export const refundFact = (row: Readonly<Record<(typeof REFUND_COLUMNS)[number], unknown>>): readonly unknown[] =>
  REFUND_COLUMNS.map((name) => row[name]);

export async function refundFacts(sql: Sql, paymentId: string): Promise<RefundFacts> {
  return (await sql.all(refundsOfOne(sql, [paymentId]))).map(refundFact);
}

/** The same for several payments, by their ids. */
export async function refundFactsOf(
  sql: Sql,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, RefundFacts>> {
  const found = new Map<string, (readonly unknown[])[]>();
  for (const row of await sql.all(refundRows(sql.build).select('payment_id').where('payment_id', 'in', paymentIds))) {
    const known = found.get(row.payment_id);
    if (known === undefined) found.set(row.payment_id, [refundFact(row)]);
    else known.push(refundFact(row));
  }
  return found;
}

const BLANK_FACTS: Readonly<Record<Book, () => Record<string, unknown>>> = {
  payment: blankRecord([...FACTS.payment, 'refunds']),
  payout: blankRecord(FACTS.payout),
};

/** The facts as JSON, always in the same order. */
export function factsOf(book: Book, row: BookRow, refundsOfPayment: RefundFacts): string {
  const facts = BLANK_FACTS[book]();
  for (const name of FACTS[book]) facts[name] = row[name] ?? null;
  if (book === 'payment') facts['refunds'] = refundsOfPayment;
  return JSON.stringify(facts);
}

/** The refunds that are part of facts. */
export function refundsIn(facts: string): RefundFacts {
  if (facts.endsWith('"refunds":[]}')) return [];
  const { refunds: found } = parsed(facts);
  return Array.isArray(found) ? found.filter((each) => Array.isArray(each)) : [];
}

/** The names of the facts that differ. */
export function differingFacts(facts: string, others: string): readonly string[] {
  if (facts === others) return [];
  const [one, other] = [parsed(facts), parsed(others)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  );
}

/** Empty where the text is no JSON object. */
function parsed(facts: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(facts);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
