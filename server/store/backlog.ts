import { sql as fragment } from 'kysely';
import { z } from 'zod';
import { isFinal, PAYMENT_STATUSES } from '../../shared/payment-status.ts';
import type { Backlog } from '../payments/ports/ports.ts';
import { instantSchema, parseRow } from './row.ts';
import type { TableAccess } from './table-access.ts';

const count = z.coerce.number().pipe(z.int().nonnegative());
const openRow = z.object({ status: z.enum(PAYMENT_STATUSES), count });
const waitingRow = z.object({ count, oldest: z.nullable(instantSchema) });

const OPEN = PAYMENT_STATUSES.filter((status) => !isFinal(status));

/** A storefront that was down for days has more streams that wait, and nobody needs to know exactly. */
const MOST_COUNTED = 10_000;

const isWaiting = fragment`stream = jobs.key AND delivered_at IS NULL AND delivery_exhausted = 0`;

// Stream by stream: joined, PostgreSQL might read all events.
const WAITING = fragment`SELECT coalesce(sum(count), 0) AS count, min(oldest) AS oldest FROM (
    SELECT
      (SELECT count(*) FROM events WHERE ${isWaiting}) AS count,
      (SELECT min(created_at) FROM events WHERE ${isWaiting}) AS oldest
    FROM jobs WHERE kind = 'deliver' ORDER BY key LIMIT ${fragment.lit(MOST_COUNTED)}
  ) AS waiting`;

/**
 * By indexes alone, whatever the tables have grown to. An event that is still being sent has the job of its stream;
 * the streams are read oldest first, so that the limit does not hide the oldest event.
 */
export async function backlog({ sql }: TableAccess): Promise<Backlog> {
  const { build } = sql;
  const open = await sql.all(
    build
      .selectFrom('payments')
      .select(({ fn }) => ['status', fn.countAll().as('count')])
      .where('status', 'in', OPEN)
      .groupBy('status'),
  );
  const waiting = await sql.first({ compile: () => WAITING.compile(build) });
  const undelivered = parseRow('undelivered events', waitingRow, waiting);
  return {
    openPayments: new Map(
      open.map((each) => {
        const parsed = parseRow('open payments', openRow, each);
        return [parsed.status, parsed.count];
      }),
    ),
    undelivered: { count: undelivered.count, oldestSince: undelivered.oldest ?? undefined },
  };
}
