import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import {
  CHECKOUT_LANE,
  providerLane,
  STOREFRONT_LANE,
  SUBJECT_OF,
  type JobKind,
  type JobLane,
  type JobQueue,
} from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { asFlag, flagSchema, instantSchema, parseRow } from './row.ts';

/** For a job whose subject does not exist: its handler reports that when it runs. */
const NO_PROVIDER = '';

/** The lane of a job, by the provider of the row that its key names. */
export async function laneOf({ sql }: TableAccess, kind: JobKind, key: string): Promise<JobLane> {
  const providerIn = async (table: 'payments' | 'saved_methods' | 'payouts', id: string): Promise<JobLane> => {
    const found = await sql.first(sql.build.selectFrom(table).select('provider').where('id', '=', id));
    return providerLane(found?.provider ?? NO_PROVIDER);
  };
  switch (SUBJECT_OF[kind]) {
    case 'stream':
      return STOREFRONT_LANE;
    case 'checkout':
    case 'person':
      return CHECKOUT_LANE;
    case 'payment':
      return providerIn('payments', key);
    case 'saved_method':
      return providerIn('saved_methods', key);
    case 'payout':
      return providerIn('payouts', key);
    case 'refund': {
      const refund = await sql.first(sql.build.selectFrom('refunds').select('payment_id').where('id', '=', key));
      return refund === undefined ? providerLane(NO_PROVIDER) : providerIn('payments', refund.payment_id);
    }
  }
}

/** A queue that has jobs, and when its earliest one may be claimed. */
export interface WaitingQueue extends JobQueue {
  readonly dueAt: Instant;
}

const head = z.object({ lane: z.string(), notified: flagSchema, due_at: instantSchema });

/** So many waiting jobs are seen with one statement; beyond, each statement skips to the next queue. */
const AT_ONCE = 50;

/** Every queue that has jobs. Where few jobs wait, one statement; else at most one for each queue and one more. */
export async function jobQueues({ sql }: TableAccess): Promise<readonly WaitingQueue[]> {
  const queues: WaitingQueue[] = [];
  for (;;) {
    const last = queues.at(-1);
    let query = sql.build.selectFrom('jobs').select(['lane', 'notified', 'due_at']);
    if (last !== undefined) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('lane', 'notified'), '>', tuple(last.lane, asFlag(last.notified))),
      );
    }
    const found = await sql.all(query.orderBy('lane').orderBy('notified').orderBy('due_at').limit(AT_ONCE));
    for (const row of found) {
      const { lane, notified, due_at } = parseRow('jobs', head, row);
      const latest = queues.at(-1);
      // The earliest job of a queue comes first.
      if (latest?.lane !== lane || latest.notified !== notified) queues.push({ lane, notified, dueAt: due_at });
    }
    if (found.length < AT_ONCE) return queues;
  }
}
