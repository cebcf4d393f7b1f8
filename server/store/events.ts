import { sql as fragment, type Insertable, type Selectable, type Updateable } from 'kysely';
import { z } from 'zod';
import { EVENT_TYPES } from '../../shared/event-type.ts';
import type { Instant, StoredEvent } from '../payments/model/model.ts';
import type { Page, PageRequest, Tx } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';
import { assertChanged, type Access } from './access.ts';
import { decodeCursor, pageOf, rowsOfPage } from './page.ts';
import { scheduleJob } from './jobs.ts';
import { asFlag, asJson, flag, instant, json, orNull, parseRow, present, seal, type Place } from './row.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { EventsTable } from './tables.ts';

const answer = z.object({ at: instant, status: z.int().optional(), error: z.string().optional() });

const row = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  stream: z.string(),
  sequence: z.int(),
  body: z.string(),
  created_at: instant,
  delivered_at: instant.nullable(),
  attempts: z.int().nonnegative(),
  next_attempt_at: instant.nullable(),
  abandoned: flag,
  last_answer: json(answer).nullable(),
  refused_since: instant.nullable(),
  requested: flag,
  probe_at: instant.nullable(),
});

/** A body repeats the checkout with its customer. */
const bodyOf = (id: string): Place => ({ table: 'events', column: 'body', row: id });

const toRow = (cipher: Cipher, event: StoredEvent): Insertable<EventsTable> => ({
  id: event.id,
  type: event.type,
  stream: event.stream,
  sequence: event.sequence,
  body: seal(cipher, bodyOf(event.id), event.body),
  created_at: event.createdAt,
  delivered_at: event.deliveredAt ?? null,
  attempts: event.deliveryAttempts,
  next_attempt_at: event.retryAt ?? null,
  abandoned: asFlag(event.deliveryExhausted),
  last_answer: orNull(event.lastAnswer, asJson),
  refused_since: event.refusedSince ?? null,
  requested: asFlag(event.requested === true),
  probe_at: event.probeAt ?? null,
});

function fromRow(cipher: Cipher, raw: Selectable<EventsTable>): StoredEvent {
  const r = parseRow('events', row, raw);
  const sealed = sealedColumns(cipher);
  return present({
    id: r.id,
    type: r.type,
    stream: r.stream,
    sequence: r.sequence,
    body: sealed.text(bodyOf(r.id), r.body) ?? '',
    createdAt: r.created_at,
    deliveredAt: r.delivered_at ?? undefined,
    deliveryAttempts: r.attempts,
    retryAt: r.next_attempt_at ?? undefined,
    deliveryExhausted: r.abandoned,
    lastAnswer: r.last_answer ?? undefined,
    refusedSince: r.refused_since ?? undefined,
    requested: r.requested ? true : undefined,
    probeAt: r.probe_at ?? undefined,
    unreadable: sealed.unreadable,
  });
}

export async function findEvent({ sql, cipher }: Access, id: string): Promise<StoredEvent | undefined> {
  const found = await sql.first(sql.build.selectFrom('events').selectAll().where('id', '=', id));
  return found && fromRow(cipher, found);
}

/** In the order of commits, so that whoever goes on at a cursor misses nothing that was committed later. */
export async function listEvents(access: Access, page: PageRequest): Promise<Page<StoredEvent>> {
  const { sql, cipher } = access;
  let query = sql.build.selectFrom('events').selectAll();
  if (page.cursor !== undefined)
    query = query.where('position', '>', await positionOf(access, decodeCursor(page.cursor)));
  const rows = await sql.all(query.orderBy('position').limit(rowsOfPage(page)));
  return pageOf(rows, page, (each) => fromRow(cipher, each));
}

/** Whoever reads slowly may come back with an event that is forgotten: what has a later id has come later. */
async function positionOf({ sql }: Access, id: string): Promise<number> {
  const events = sql.build.selectFrom('events').select('position');
  const found = await sql.first(events.where('id', '=', id));
  if (found !== undefined) return found.position;
  const next = await sql.first(events.where('id', '>', id).orderBy('id').limit(1));
  return next === undefined ? Number.MAX_SAFE_INTEGER : next.position - 1;
}

/** More than this wait behind each other in a stream only when something is very wrong; the rest follows. */
const MOST_UNDELIVERED = 100;

export async function undeliveredOf({ sql, cipher }: Access, stream: string): Promise<readonly StoredEvent[]> {
  const found = await sql.all(
    sql.build
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', stream)
      .where('delivered_at', 'is', null)
      .where('abandoned', '=', 0)
      .orderBy('sequence')
      .limit(MOST_UNDELIVERED),
  );
  return found.map((each) => fromRow(cipher, each));
}

export async function wasPassed(
  { sql }: Access,
  { stream, sequence }: Pick<StoredEvent, 'stream' | 'sequence'>,
): Promise<boolean> {
  const later = await sql.first(
    sql.build
      .selectFrom('events')
      .select('id')
      .where('stream', '=', stream)
      .where('sequence', '>', sequence)
      .where('attempts', '>', 0)
      .limit(1),
  );
  return later !== undefined;
}

/** Below this, the schedule itself is soon enough. */
const WORTH_A_PROBE_MS = 60_000;
/** One that was tried early without success: not sooner again, or a type that always fails would go without a pause. */
const BETWEEN_PROBES_OF_ONE_MS = 3_600_000;
/** So that a storefront that comes back is not met by everything at once. */
const BETWEEN_PROBES_MS = 50;

export async function probeWaiting(access: Access, now: Instant, limit: number): Promise<number> {
  const { sql } = access;
  const waiting = await sql.all(
    sql.build
      .selectFrom('events')
      .select(['id', 'stream'])
      .where('next_attempt_at', '>', now + WORTH_A_PROBE_MS)
      .where('refused_since', 'is', null)
      .where((one) =>
        one.or([
          one('probe_at', 'is', null),
          one.and([
            one('probe_at', '=', one.ref('next_attempt_at')),
            fragment<boolean>`json_extract(last_answer, '$.at') <= ${now - BETWEEN_PROBES_OF_ONE_MS}`,
          ]),
        ]),
      )
      .where('delivered_at', 'is', null)
      .where('abandoned', '=', 0)
      .orderBy('id')
      .limit(limit),
  );
  for (const [at, { id, stream }] of waiting.entries()) {
    const probeAt = now + at * BETWEEN_PROBES_MS;
    await updateEvent(access, id, { probeAt });
    await scheduleJob(access, { kind: 'deliver', key: stream, runAt: probeAt });
  }
  return waiting.length;
}

export async function insertEvent({ sql, cipher }: Access, event: StoredEvent): Promise<void> {
  await sql.insert('events', toRow(cipher, event));
}

export async function updateEvent({ sql }: Access, id: string, patch: Parameters<Tx['updateEvent']>[1]): Promise<void> {
  const set: Updateable<EventsTable> = {};
  if ('deliveredAt' in patch) set.delivered_at = patch.deliveredAt ?? null;
  if (patch.deliveryAttempts !== undefined) set.attempts = patch.deliveryAttempts;
  if ('retryAt' in patch) set.next_attempt_at = patch.retryAt ?? null;
  if (patch.deliveryExhausted !== undefined) set.abandoned = asFlag(patch.deliveryExhausted);
  if ('lastAnswer' in patch) set.last_answer = orNull(patch.lastAnswer, asJson);
  if ('refusedSince' in patch) set.refused_since = patch.refusedSince ?? null;
  if (patch.requested !== undefined) set.requested = asFlag(patch.requested);
  if ('probeAt' in patch) set.probe_at = patch.probeAt ?? null;
  if (Object.keys(set).length === 0) return;
  assertChanged(await sql.change(sql.build.updateTable('events').set(set).where('id', '=', id)), 'events', id);
}
