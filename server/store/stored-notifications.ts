import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type {
  Page,
  PageRequest,
  ReadableNotification,
  StoredNotification,
  StoreReads,
  VerifiedNotification,
} from '../payments/ports/ports.ts';
import { UnknownCursor } from '../payments/ports/ports.ts';
import { decodeCursor, pageOf, rowsOfPage } from './page.ts';
import { instantSchema, parseRow, present, unsealColumn } from './row.ts';
import { notificationPlace } from './notifications.ts';
import { CorruptRow } from './storage-errors.ts';
import type { TableAccess } from './table-access.ts';

/* Notifications as they are listed and read again. An id is `<provider>_<digest>`: no provider has an underscore. */

const row = z.object({
  provider: z.string(),
  dedupe_key: z.string(),
  subject: z.string(),
  bytes: z.coerce.number(),
  received_at: instantSchema,
});

const COLUMNS = ['provider', 'dedupe_key', 'subject', 'bytes', 'received_at'] as const;

function readRow(raw: unknown): StoredNotification {
  const r = parseRow('notifications', row, raw);
  return present({
    id: `${r.provider}_${r.dedupe_key}`,
    provider: r.provider,
    subject: r.subject === '' ? undefined : r.subject,
    bytes: r.bytes,
    receivedAt: r.received_at,
  });
}

/** `undefined` for a text that is no id. */
function keyOf(id: string): { readonly provider: string; readonly key: string } | undefined {
  const [, provider, key] = /^([a-z][a-z0-9-]{0,39})_([\w-]{43})$/.exec(id) ?? [];
  return provider === undefined || key === undefined ? undefined : { provider, key };
}

/** A page begins after the time and the key of the last row of the one before: many may arrive in one millisecond. */
export async function listNotifications(
  { sql }: TableAccess,
  { provider, subject }: Parameters<StoreReads['listNotifications']>[0],
  page: PageRequest,
): Promise<Page<StoredNotification>> {
  let query = sql.build.selectFrom('notifications').select(COLUMNS);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (page.cursor !== undefined) {
    const { receivedAt, key } = cursorOf(page.cursor);
    query = query.where(fragment<boolean>`(received_at, dedupe_key) < (${receivedAt}, ${key})`);
  }
  const ordered = query.orderBy('received_at', 'desc').orderBy('dedupe_key', 'desc').limit(rowsOfPage(page));
  const rows = (await sql.all(ordered)).map((each) => ({
    id: `${each.received_at}-${each.dedupe_key}`,
    notification: readRow(each),
  }));
  return pageOf(rows, page, ({ notification }) => notification);
}

function cursorOf(cursor: string): { readonly receivedAt: number; readonly key: string } {
  const [, at, key] = /^(\d{1,15})-([\w-]{43})$/.exec(decodeCursor(cursor)) ?? [];
  if (at === undefined || key === undefined) throw new UnknownCursor('not a cursor of this list');
  return { receivedAt: Number(at), key };
}

export async function findNotification(
  { sql, cipher }: TableAccess,
  id: string,
): Promise<ReadableNotification | undefined> {
  const found = keyOf(id);
  if (found === undefined) return undefined;
  const { provider, key } = found;
  const stored = await sql.first(
    sql.build
      .selectFrom('notifications')
      .select([...COLUMNS, 'body'])
      .where('provider', '=', provider)
      .where('dedupe_key', '=', key),
  );
  if (stored === undefined) return undefined;
  const body = bodyIn(() => unsealColumn(cipher, notificationPlace(provider, key), stored.body));
  return present({ ...readRow(stored), content: body && asVerified(body) });
}

function bodyIn(open: () => string): Buffer | undefined {
  try {
    return Buffer.from(open(), 'latin1');
  } catch (error) {
    if (error instanceof CorruptRow) return undefined;
    throw error;
  }
}

/** Only verified notifications are ever stored, encrypted with our key: what could be decrypted is one of them. */
function asVerified(body: Buffer): VerifiedNotification {
  const isJson = /^\s*[[{]/.test(body.toString('latin1', 0, 64));
  const contentType = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  return { body, contentType } as VerifiedNotification;
}
