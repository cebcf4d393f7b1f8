import { sql as fragment } from 'kysely';
import type { Instant, StoredEvent } from '../payments/model/model.ts';
import { STOREFRONT_LANE, type EventPageRequest, type Page } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { eventCodec } from './codecs/event-codec.ts';
import { scheduleJobs } from './jobs.ts';
import { decodeCursor, encodeCursor, pageOf, rowsOfPage } from './page.ts';
import { prepared } from './prepared.ts';
import { rowById } from './row-by-id.ts';

export async function findEvent({ sql, cipher }: TableAccess, id: string): Promise<StoredEvent | undefined> {
  const found = await rowById(sql, 'events', id);
  return found && eventCodec.fromRow(cipher, found);
}

/**
 * In the order of commits, so that a reader that continues at a cursor misses nothing that was committed later. Events
 * whose place is still open are left out: see `order-events.ts`.
 */
export async function listEvents(access: TableAccess, page: EventPageRequest): Promise<Page<StoredEvent>> {
  const { sql, cipher } = access;
  const ordered = sql.build.selectFrom('events').selectAll().where('position', 'is not', null);
  const after = page.cursor === undefined ? page.after : decodeCursor(page.cursor);
  if (after === 'latest') {
    const newest = await sql.first(ordered.orderBy('position', 'desc').limit(1));
    return { data: [], nextCursor: newest === undefined ? null : encodeCursor(newest.id) };
  }
  const query = after === undefined ? ordered : ordered.where('position', '>', await positionOf(access, after));
  const rows = await sql.all(query.orderBy('position').limit(rowsOfPage(page)));
  return pageOf(rows, page, (each) => eventCodec.fromRow(cipher, each));
}

/** The event of a cursor may have been deleted since: then events with a later id follow. */
async function positionOf({ sql }: TableAccess, id: string): Promise<number> {
  const events = sql.build.selectFrom('events').select('position').where('position', 'is not', null);
  const found = await sql.first(events.where('id', '=', id));
  if (found !== undefined) return found.position;
  const next = await sql.first(events.where('id', '>', id).orderBy('id').limit(1));
  return next === undefined ? Number.MAX_SAFE_INTEGER : next.position - 1;
}

/** Bounds one read; the rest follows in the next one. */
const MOST_UNDELIVERED = 100;

const undelivered = prepared((db) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('stream', '=', '')
    .where('delivered_at', 'is', null)
    .where('delivery_exhausted', '=', 0)
    .orderBy('sequence')
    .limit(MOST_UNDELIVERED),
);

export async function undeliveredOf({ sql, cipher }: TableAccess, stream: string): Promise<readonly StoredEvent[]> {
  const found = await sql.all(undelivered(sql, [stream, 0, MOST_UNDELIVERED]));
  return found.map((each) => eventCodec.fromRow(cipher, each));
}

/** The newest ones; of an ordinary order these are all. */
const MOST_OF_STREAM = 100;

export async function eventsOf({ sql, cipher }: TableAccess, stream: string): Promise<readonly StoredEvent[]> {
  const found = await sql.all(
    sql.build
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', stream)
      .orderBy('sequence', 'desc')
      .limit(MOST_OF_STREAM),
  );
  return found.toReversed().map((each) => eventCodec.fromRow(cipher, each));
}

const laterSent = prepared((db) =>
  db
    .selectFrom('events')
    .select('id')
    .where('stream', '=', '')
    .where('sequence', '>', 0)
    .where('delivery_attempts', '>', 0)
    .limit(1),
);

export async function wasOvertaken(
  { sql }: TableAccess,
  { stream, sequence }: Pick<StoredEvent, 'stream' | 'sequence'>,
): Promise<boolean> {
  const sent = await sql.first(laterSent(sql, [stream, sequence, 0, 1]));
  return sent !== undefined;
}

/** An event that is due sooner than this waits for its schedule. */
const MIN_WAIT_FOR_PROBE_MS = 60_000;
/** Pause after a failed probe of the same event, so that one that always fails is not probed again and again. */
const PAUSE_AFTER_PROBE_MS = 3_600_000;
/** Spreads the probes, so that a storefront that has just recovered is not overloaded. */
const PROBE_INTERVAL_MS = 50;

export async function probeWaiting(access: TableAccess, now: Instant, limit: number): Promise<number> {
  const { sql } = access;
  const waiting = await sql.all(
    sql.build
      .selectFrom('events')
      .select(['id', 'stream'])
      .where('retry_at', '>', now + MIN_WAIT_FOR_PROBE_MS)
      .where('refused_since', 'is', null)
      .where((one) =>
        one.or([
          one('probe_at', 'is', null),
          one.and([
            one('probe_at', '=', one.ref('retry_at')),
            fragment<boolean>`${sql.dialect.jsonNumber('last_answer', 'at')} <= ${now - PAUSE_AFTER_PROBE_MS}`,
          ]),
        ]),
      )
      .where('delivered_at', 'is', null)
      .where('delivery_exhausted', '=', 0)
      .orderBy('id')
      .limit(limit),
  );
  for (const [index, { id, stream }] of waiting.entries()) {
    const probeAt = now + index * PROBE_INTERVAL_MS;
    await sql.send(sql.build.updateTable('events').set({ probe_at: probeAt }).where('id', '=', id));
    await scheduleJobs(access, [
      { kind: 'deliver', key: stream, lane: STOREFRONT_LANE, runAt: probeAt, notified: false },
    ]);
  }
  return waiting.length;
}

export async function insertEvent({ sql, cipher }: TableAccess, event: StoredEvent): Promise<void> {
  await sql.insert('events', eventCodec.toRow(cipher, event));
}
