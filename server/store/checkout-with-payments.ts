import { sql as fragment } from 'kysely';
import type { CheckoutWithPayments } from '../payments/ports/ports.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { blankRecord } from './blank-record.ts';
import type { Row } from './connection.ts';
import { prepared } from './prepared.ts';
import type { TableAccess } from './table-access.ts';

/** Both tables have some names in common. */
const ALIASES = paymentCodec.columns.map((column) => ({ column, alias: `payment ${column}` }));

const checkoutAndPayments = prepared<unknown>((db) =>
  db
    .selectFrom('checkouts')
    .leftJoin('payments', 'payments.checkout_id', 'checkouts.id')
    .selectAll('checkouts')
    .select(ALIASES.map(({ column, alias }) => fragment.ref(`payments.${column}`).as(alias)))
    .where('checkouts.id', '=', '')
    .orderBy('payments.id', 'desc'),
);

const blankRow = blankRecord(paymentCodec.columns);

function paymentRow(row: Row): Row {
  const payment = blankRow();
  for (const { column, alias } of ALIASES) payment[column] = row[alias];
  return payment;
}

/** One row for each payment, or one without any. */
export async function findCheckoutWithPayments(
  { sql, cipher }: TableAccess,
  id: string,
): Promise<CheckoutWithPayments | undefined> {
  const rows = (await sql.all(checkoutAndPayments(sql, [id]))) as readonly Row[];
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    checkout: checkoutCodec.fromRow(cipher, first),
    payments: rows
      .map(paymentRow)
      .filter((row) => row['id'] !== null)
      .map((row) => paymentCodec.fromRow(cipher, row)),
  };
}
