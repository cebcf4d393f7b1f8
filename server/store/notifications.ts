import { createHash } from 'node:crypto';
import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { ReceivedNotification, Tx } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { prepared } from './prepared.ts';
import { asFlag, instantSchema, parseRow, sealColumn, type Place } from './row.ts';

type Notification = Parameters<Tx['insertNotification']>[0];

/**
 * How much is stored of a provider's notifications in a day: about one subject, and about nothing that is known here. A
 * verified sender may be somebody who stole the provider's credentials, and must not be able to fill the disk.
 */
const ABOUT_ONE_SUBJECT = { rows: 100, bytes: 256 * 1024 };
const ABOUT_UNKNOWN = { rows: 1_000, bytes: 1024 * 1024 };
const DAY_MS = 24 * 3_600_000;

export async function insertNotification(
  access: TableAccess,
  notification: Notification,
): Promise<'stored' | 'repeated' | 'full'> {
  const { sql, cipher } = access;
  const { provider, body, subject, receivedAt } = notification;
  // A digest of the whole body: an id that the sender chose could be used up by a forgery before the genuine one arrives.
  const key = createHash('sha256').update(body).digest('base64url');
  const limit = subject === undefined ? ABOUT_UNKNOWN : ABOUT_ONE_SUBJECT;
  const kept = await sql.first(today(sql, [provider, subject ?? '', receivedAt - DAY_MS, limit.rows]));
  const isFull = Number(kept?.count ?? 0) >= limit.rows || Number(kept?.bytes ?? 0) + body.length > limit.bytes;
  if (isFull) return (await sql.first(known(sql, [provider, key]))) === undefined ? 'full' : 'repeated';
  const place = notificationPlace(provider, key);
  const inserted = await sql.change(
    insert(sql, [
      // Latin-1 keeps any bytes as they are.
      ...[provider, key, sealColumn(cipher, place, body.toString('latin1'))],
      ...[asFlag(subject !== undefined), subject ?? '', body.length, receivedAt],
    ]),
  );
  return inserted === 1 ? 'stored' : 'repeated';
}

/** Bound to the name that the table had first, as all that earlier versions have sealed. */
export const notificationPlace = (provider: string, key: string): Place => ({
  table: 'notices',
  column: 'body',
  row: `${provider}/${key}`,
});

const known = prepared((db) =>
  db.selectFrom('notifications').select('received_at').where('provider', '=', '').where('dedupe_key', '=', ''),
);

/** How much is stored about a subject since then: by an index that has all of it. */
const today = prepared((db) =>
  db
    .selectFrom((query) =>
      query
        .selectFrom('notifications')
        .select('bytes')
        .where('provider', '=', '')
        .where('subject', '=', '')
        .where('received_at', '>', 0)
        .limit(1)
        .as('kept'),
    )
    .select(({ fn }) => [fn.countAll().as('count'), fn.coalesce(fn.sum('bytes'), fragment.lit(0)).as('bytes')]),
);

const insert = prepared<unknown>((db) =>
  db
    .insertInto('notifications')
    .values({ provider: '', dedupe_key: '', body: '', matched: 0, subject: '', bytes: 0, received_at: 0 })
    .onConflict((conflict) => conflict.doNothing()),
);

const MOST_SHOWN = 50;

const received = z.object({ received_at: instantSchema, bytes: z.coerce.number() });

/** The newest ones about a payment or payout, oldest first. */
export async function notificationsAbout(
  { sql }: TableAccess,
  provider: string,
  subject: string,
): Promise<readonly ReceivedNotification[]> {
  const rows = await sql.all(
    sql.build
      .selectFrom('notifications')
      .select(['received_at', 'bytes'])
      .where('provider', '=', provider)
      .where('subject', '=', subject)
      .orderBy('received_at', 'desc')
      .limit(MOST_SHOWN),
  );
  return rows.toReversed().map((row) => {
    const { received_at: receivedAt, bytes } = parseRow('notifications', received, row);
    return { provider, receivedAt, bytes };
  });
}
