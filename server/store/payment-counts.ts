import { z } from 'zod';
import { PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Instant } from '../payments/model/model.ts';
import type { PaymentCount } from '../payments/ports/ports.ts';
import { firstIdAt } from '../platform/ids.ts';
import { parseRow } from './row.ts';
import type { TableAccess } from './table-access.ts';

const row = z.object({
  provider: z.string(),
  channel: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  count: z.coerce.number().pipe(z.int().positive()),
});

/** Payments by provider, channel and status. By their ids, which begin with the time: no other rows are read. */
export async function countPayments(
  { sql }: TableAccess,
  from: Instant,
  until: Instant,
): Promise<readonly PaymentCount[]> {
  const rows = await sql.all(
    sql.build
      .selectFrom('payments')
      .select(({ fn }) => ['provider', 'channel', 'status', fn.countAll().as('count')])
      .where('id', '>=', firstIdAt('pay', from))
      .where('id', '<', firstIdAt('pay', until))
      .groupBy(['provider', 'channel', 'status']),
  );
  return rows.map((each) => parseRow('payments', row, each));
}
