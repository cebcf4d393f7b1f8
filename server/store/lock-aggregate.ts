import type { Aggregate } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';

/**
 * Locks the row that stands for the aggregate, until the unit of work ends. What does not exist locks nothing. Always
 * one row, so two units never wait for each other in a circle because of this.
 */
export async function lockAggregate({ sql }: TableAccess, aggregate: Aggregate): Promise<void> {
  if (aggregate === 'new' || sql.dialect.hasOneWriter) return;
  const { of, id } = aggregate;
  const { build, dialect } = sql;
  const checkouts = build.selectFrom('checkouts').select('id');
  const payouts = build.selectFrom('payouts').select('id');
  const payments = build.selectFrom('payments').select('checkout_id');
  switch (of) {
    case 'checkout':
      await sql.first(dialect.lockRows(checkouts.where('id', '=', id)));
      return;
    case 'payment':
      await sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', id))));
      return;
    case 'refund': {
      const payment = build.selectFrom('refunds').select('payment_id').where('id', '=', id);
      await sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', payment))));
      return;
    }
    case 'saved_method': {
      const payment = build.selectFrom('saved_methods').select('payment_id').where('id', '=', id);
      await sql.first(dialect.lockRows(checkouts.where('id', '=', payments.where('id', '=', payment))));
      return;
    }
    case 'payout':
      await sql.first(dialect.lockRows(payouts.where('id', '=', id)));
      return;
    case 'stream':
      if ((await sql.first(dialect.lockRows(checkouts.where('id', '=', id)))) === undefined)
        await sql.first(dialect.lockRows(payouts.where('id', '=', id)));
  }
}
