import { addColumn, createIndex, createTable, integer, text, type SchemaChange } from '../schema/description.ts';

/** Requests to providers within a minute; and what is still to be found out or decided about payments. */
export const requestCounts: readonly SchemaChange[] = [
  createTable(
    'request_counts',
    { budget: text(), step: integer(), sent: integer() },
    { primaryKey: ['budget', 'step'], clustered: true, unlogged: true },
  ),
  addColumn('payments', 'review_since', integer({ nullable: true })),
  addColumn('payments', 'provider_closed_at', integer({ nullable: true })),
  addColumn('refunds', 'unknown_since', integer({ nullable: true })),
  createIndex('payments_reviews', 'payments', ['review', 'review_since'], { where: 'review IS NOT NULL' }),
  createIndex('payments_watched', 'payments', ['expires_at'], { where: 'provider_closed_at IS NULL' }),
];
