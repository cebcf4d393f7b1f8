import { createHash } from 'node:crypto';
import type { Tx } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { asFlag, sealColumn } from './row.ts';

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
  const known = await sql.first(
    sql.build
      .selectFrom('notifications')
      .select('received_at')
      .where('provider', '=', provider)
      .where('dedupe_key', '=', key),
  );
  if (known !== undefined) return 'repeated';
  if (await isFull(access, notification)) return 'full';
  // Bound to the name that the table had first, as all that earlier versions have sealed.
  const place = { table: 'notices', column: 'body', row: `${provider}/${key}` };
  const inserted = await sql.change(
    sql.build
      .insertInto('notifications')
      .values({
        provider,
        dedupe_key: key,
        // Latin-1 keeps any bytes as they are.
        body: sealColumn(cipher, place, body.toString('latin1')),
        matched: asFlag(subject !== undefined),
        subject: subject ?? '',
        bytes: body.length,
        received_at: receivedAt,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return inserted === 1 ? 'stored' : 'repeated';
}

async function isFull({ sql }: TableAccess, { provider, subject, body, receivedAt }: Notification): Promise<boolean> {
  const limit = subject === undefined ? ABOUT_UNKNOWN : ABOUT_ONE_SUBJECT;
  const kept = await sql.all(
    sql.build
      .selectFrom('notifications')
      .select('bytes')
      .where('provider', '=', provider)
      .where('subject', '=', subject ?? '')
      .where('received_at', '>', receivedAt - DAY_MS)
      .limit(limit.rows),
  );
  const bytes = kept.reduce((sum, row) => sum + Number(row.bytes), body.length);
  return kept.length >= limit.rows || bytes > limit.bytes;
}
