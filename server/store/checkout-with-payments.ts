import { sql as fragment } from 'kysely';
import type { CheckoutWithPayments } from '../payments/ports/ports.ts';
import { checkoutCodec } from './codecs/checkout-codec.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import type { Row } from './connection.ts';
import { prepared } from './prepared.ts';
import type { TableAccess } from './table-access.ts';

/** Both tables have some names in common. */
const aliasOf = (column: string): string => `payment ${column}`;

const checkoutAndPayments = prepared<unknown>((db) =>
  db
    .selectFrom('checkouts')
    .leftJoin('payments', 'payments.checkout_id', 'checkouts.id')
    .selectAll('checkouts')
    .select(paymentCodec.columns.map((column) => fragment.ref(`payments.${column}`).as(aliasOf(column))))
    .where('checkouts.id', '=', '')
    .orderBy('payments.id', 'desc'),
);

const paymentRow = (row: Row): Row =>
  Object.fromEntries(paymentCodec.columns.map((column) => [column, row[aliasOf(column)]]));

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
