import type { Aggregate } from '../payments/ports/ports.ts';
import type { Row } from './connection.ts';
import { prepared } from './prepared.ts';
import type { TableAccess } from './table-access.ts';
import { loadPaymentRowsOf, loadPaymentWithSiblings, loadPayoutRow } from './unit/load-rows.ts';

/** What a unit of work has of its aggregate with the lock. */
export interface LockedRows {
  readonly checkouts: readonly Row[];
  /** All payments of the checkout; absent where they were not read. */
  readonly payments?: readonly Row[];
  readonly payouts?: readonly Row[];
}

const checkout = prepared((db, { lockRows }) => lockRows(db.selectFrom('checkouts').selectAll().where('id', '=', '')));

const checkoutOfPayment = prepared((db, { lockRows }) =>
  lockRows(
    db
      .selectFrom('checkouts')
      .selectAll()
      .where('id', '=', (query) => query.selectFrom('payments').select('checkout_id').where('id', '=', '')),
  ),
);

const checkoutOf = (table: 'refunds' | 'saved_methods') =>
  prepared((db, { lockRows }) =>
    lockRows(
      db
        .selectFrom('checkouts')
        .selectAll()
        .where('id', '=', (query) =>
          query
            .selectFrom('payments')
            .select('checkout_id')
            .where('id', '=', (payment) => payment.selectFrom(table).select('payment_id').where('id', '=', '')),
        ),
    ),
  );

const checkoutOfRefund = checkoutOf('refunds');
const checkoutOfSavedMethod = checkoutOf('saved_methods');

const payout = prepared<unknown>((db, { lockRows }) =>
  lockRows(db.selectFrom('payouts').select('id').where('id', '=', '')),
);

/**
 * Locks the row that stands for the aggregate, until the unit of work ends. What does not exist locks nothing. Always
 * one row, so two units never wait for each other in a circle because of this.
 *
 * @returns what was read of it meanwhile; `undefined` where there is nothing to lock
 */
export async function lockAggregate({ sql }: TableAccess, aggregate: Aggregate): Promise<LockedRows | undefined> {
  if (aggregate === 'new' || sql.dialect.hasOneWriter) return undefined;
  const { of, id } = aggregate;
  switch (of) {
    case 'checkout':
    case 'payment': {
      const locked = await sql.allLater(of === 'checkout' ? checkout(sql, [id]) : checkoutOfPayment(sql, [id]));
      const payments = await (of === 'checkout' ? loadPaymentRowsOf(sql, id) : loadPaymentWithSiblings(sql, id));
      return { checkouts: await locked(), payments };
    }
    case 'refund':
      return { checkouts: await sql.all(checkoutOfRefund(sql, [id])) };
    case 'saved_method':
      return { checkouts: await sql.all(checkoutOfSavedMethod(sql, [id])) };
    case 'payout': {
      await sql.send(payout(sql, [id]));
      const row = await loadPayoutRow(sql, id);
      return { checkouts: [], payouts: row === undefined ? [] : [row] };
    }
    case 'stream': {
      // The id is that of a checkout or of a payout.
      await sql.send(payout(sql, [id]));
      return { checkouts: await sql.all(checkout(sql, [id])) };
    }
  }
}
