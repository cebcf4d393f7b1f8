import type { Row } from '../connection.ts';
import { HEAD_COLUMNS } from '../ledger/head.ts';
import { prepared } from '../prepared.ts';
import type { Sql } from '../sql.ts';

/* What a unit of work reads, whole rows each: those of payments and payouts come with their heads in the ledger. */

const checkout = prepared((db) => db.selectFrom('checkouts').selectAll().where('id', '=', ''));

export const loadCheckoutRow = (sql: Sql, id: string): Promise<Row | undefined> => sql.first(checkout(sql, [id]));

const paymentsOfCheckout = prepared((db) =>
  db
    .selectFrom('payments')
    .leftJoin('ledger_heads', 'ledger_heads.subject', 'payments.id')
    .selectAll('payments')
    .select(HEAD_COLUMNS)
    .where('payments.checkout_id', '=', '')
    .orderBy('payments.id', 'desc'),
);

/** Newest first. */
export const loadPaymentRowsOf = (sql: Sql, checkoutId: string): Promise<readonly Row[]> =>
  sql.all(paymentsOfCheckout(sql, [checkoutId]));

const paymentWithSiblings = prepared((db) =>
  db
    .selectFrom('payments')
    .leftJoin('ledger_heads', 'ledger_heads.subject', 'payments.id')
    .selectAll('payments')
    .select(HEAD_COLUMNS)
    .where('payments.checkout_id', '=', (query) =>
      query.selectFrom('payments as one').select('one.checkout_id').where('one.id', '=', ''),
    ),
);

/** The payment and the others of its checkout: whoever changes one asks for them all. */
export const loadPaymentWithSiblings = (sql: Sql, id: string): Promise<readonly Row[]> =>
  sql.all(paymentWithSiblings(sql, [id]));

const refund = prepared((db) => db.selectFrom('refunds').selectAll().where('id', '=', ''));

export const loadRefundRow = (sql: Sql, id: string): Promise<Row | undefined> => sql.first(refund(sql, [id]));

const refundsOfPayment = prepared((db) => db.selectFrom('refunds').selectAll().where('payment_id', '=', ''));

export const loadRefundRowsOf = (sql: Sql, paymentId: string): Promise<readonly Row[]> =>
  sql.all(refundsOfPayment(sql, [paymentId]));

const payout = prepared((db) =>
  db
    .selectFrom('payouts')
    .leftJoin('ledger_heads', 'ledger_heads.subject', 'payouts.id')
    .selectAll('payouts')
    .select(HEAD_COLUMNS)
    .where('payouts.id', '=', ''),
);

export const loadPayoutRow = (sql: Sql, id: string): Promise<Row | undefined> => sql.first(payout(sql, [id]));

const savedMethod = prepared((db) => db.selectFrom('saved_methods').selectAll().where('id', '=', ''));

export const loadSavedMethodRow = (sql: Sql, id: string): Promise<Row | undefined> => sql.first(savedMethod(sql, [id]));

const event = prepared((db) => db.selectFrom('events').selectAll().where('id', '=', ''));

export const loadEventRow = (sql: Sql, id: string): Promise<Row | undefined> => sql.first(event(sql, [id]));
