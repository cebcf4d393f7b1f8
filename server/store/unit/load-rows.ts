import type { Kysely } from 'kysely';
import type { Row } from '../connection.ts';
import { HEAD_COLUMNS } from '../ledger/head.ts';
import { prepared } from '../prepared.ts';
import type { Sql } from '../sql.ts';
import type { Tables } from '../tables.ts';

/* What a unit of work reads beside whole rows by their id: payments and payouts come with their heads in the ledger. */

/** With what the ledger's facts of a payment have of its checkout. */
const payments = (db: Kysely<Tables>) =>
  db
    .selectFrom('payments')
    .innerJoin('checkouts', 'checkouts.id', 'payments.checkout_id')
    .leftJoin('ledger_heads', 'ledger_heads.subject', 'payments.id')
    .selectAll('payments')
    .select(['checkouts.reference as order_reference', 'checkouts.amount as order_amount'])
    .select(HEAD_COLUMNS);

const paymentsOfCheckout = prepared((db) => payments(db).where('payments.checkout_id', '=', ''));

export const loadPaymentRowsOf = (sql: Sql, checkoutId: string): Promise<readonly Row[]> =>
  sql.all(paymentsOfCheckout(sql, [checkoutId]));

const paymentWithSiblings = prepared((db) =>
  payments(db).where('payments.checkout_id', '=', (query) =>
    query.selectFrom('payments as one').select('one.checkout_id').where('one.id', '=', ''),
  ),
);

/** The payment and the others of its checkout: whoever changes one asks for them all. */
export const loadPaymentWithSiblings = (sql: Sql, id: string): Promise<readonly Row[]> =>
  sql.all(paymentWithSiblings(sql, [id]));

const paymentByMerchantReference = prepared((db) => payments(db).where('payments.merchant_reference', '=', ''));

export const loadPaymentByMerchantReference = (sql: Sql, reference: string): Promise<Row | undefined> =>
  sql.first(paymentByMerchantReference(sql, [reference]));

const paymentByProviderReference = prepared((db) =>
  payments(db)
    .innerJoin('payment_provider_references', 'payment_provider_references.payment_id', 'payments.id')
    .where('payment_provider_references.provider', '=', '')
    .where('payment_provider_references.name', '=', '')
    .where('payment_provider_references.value', '=', '')
    .orderBy('payments.id', 'desc')
    .limit(1),
);

/** By any reference the provider ever had for it; the newest payment where several share one. */
export const loadPaymentByProviderReference = (
  sql: Sql,
  provider: string,
  name: string,
  value: string,
): Promise<Row | undefined> => sql.first(paymentByProviderReference(sql, [provider, name, value, 1]));

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
