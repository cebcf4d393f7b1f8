import type { Aggregate } from '../payments/ports/ports.ts';
import type { Row } from './connection.ts';
import type { TableAccess } from './table-access.ts';

/**
 * Locks the row that stands for the aggregate, until the unit of work ends. What does not exist locks nothing. Always
 * one row, so two units never wait for each other in a circle because of this.
 *
 * @returns the checkout, where it is one that was locked
 */
export async function lockAggregate({ sql }: TableAccess, aggregate: Aggregate): Promise<Row | undefined> {
  if (aggregate === 'new' || sql.dialect.hasOneWriter) return undefined;
  const { of, id } = aggregate;
  const { build, dialect } = sql;
  const checkouts = build.selectFrom('checkouts').selectAll();
  const payouts = build.selectFrom('payouts').select('id');
  const payments = build.selectFrom('payments').select('checkout_id');
  switch (of) {
    case 'checkout':
      return sql.first(dialect.lockRows(checkouts.where('id', '=', id)));
    case 'payment':
      return sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', id))));
    case 'refund': {
      const payment = build.selectFrom('refunds').select('payment_id').where('id', '=', id);
      return sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', payment))));
    }
    case 'saved_method': {
      const payment = build.selectFrom('saved_methods').select('payment_id').where('id', '=', id);
      return sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', payment))));
    }
    case 'payout':
      await sql.first(dialect.lockRows(payouts.where('id', '=', id)));
      return undefined;
    case 'stream': {
      const checkout = await sql.first(dialect.lockRows(checkouts.where('id', '=', id)));
      if (checkout === undefined) await sql.first(dialect.lockRows(payouts.where('id', '=', id)));
      return checkout;
    }
  }
}
