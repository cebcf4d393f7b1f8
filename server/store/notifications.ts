import { createHash } from 'node:crypto';
import type { Tx } from '../payments/ports/ports.ts';
import type { Access } from './access.ts';
import { asFlag, seal } from './row.ts';

type Notification = Parameters<Tx['insertNotification']>[0];

/**
 * How much is kept of a provider's notifications about one thing in a day, and about nothing we know. Who can prove to be
 * the provider may be no more than somebody who has its password: they shall not fill the disk.
 */
const ABOUT_ONE_THING = { rows: 100, bytes: 256 * 1024 };
const ABOUT_NOTHING = { rows: 1_000, bytes: 1024 * 1024 };
const DAY_MS = 24 * 3_600_000;

export async function insertNotification(
  access: Access,
  notification: Notification,
): Promise<'stored' | 'repeated' | 'full'> {
  const { sql, cipher } = access;
  const { provider, body, subject, receivedAt } = notification;
  // Of all bytes: a key made of names that the sender chose could be taken by somebody else before the true one comes.
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
  // Bound to the name that the table had first, as what earlier versions have sealed.
  const place = { table: 'notices', column: 'body', row: `${provider}/${key}` };
  const inserted = await sql.change(
    sql.build
      .insertInto('notifications')
      .values({
        provider,
        dedupe_key: key,
        // Byte for byte, whatever the bytes are.
        body: seal(cipher, place, body.toString('latin1')),
        matched: asFlag(subject !== undefined),
        subject: subject ?? '',
        bytes: body.length,
        received_at: receivedAt,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return inserted === 1 ? 'stored' : 'repeated';
}

async function isFull({ sql }: Access, { provider, subject, body, receivedAt }: Notification): Promise<boolean> {
  const most = subject === undefined ? ABOUT_NOTHING : ABOUT_ONE_THING;
  const kept = await sql.all(
    sql.build
      .selectFrom('notifications')
      .select('bytes')
      .where('provider', '=', provider)
      .where('subject', '=', subject ?? '')
      .where('received_at', '>', receivedAt - DAY_MS)
      .limit(most.rows),
  );
  const bytes = kept.reduce((sum, row) => sum + Number(row.bytes), body.length);
  return kept.length >= most.rows || bytes > most.bytes;
}
