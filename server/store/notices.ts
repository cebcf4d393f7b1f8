import { createHash } from 'node:crypto';
import type { Tx } from '../payments/ports.ts';
import type { Access } from './access.ts';
import { asFlag, seal } from './row.ts';

export async function insertNotice(
  { sql, cipher }: Access,
  { provider, body, matched, receivedAt }: Parameters<Tx['insertNotice']>[0],
): Promise<boolean> {
  // Of all bytes: a key made of names that the sender chose could be taken by somebody else before the true one comes.
  const key = createHash('sha256').update(body).digest('base64url');
  const place = { table: 'notices', column: 'body', row: `${provider}/${key}` };
  const inserted = await sql.change(
    sql.build
      .insertInto('notices')
      .values({
        provider,
        dedupe_key: key,
        // Byte for byte, whatever the bytes are.
        body: seal(cipher, place, body.toString('latin1')),
        matched: asFlag(matched),
        received_at: receivedAt,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return inserted === 1;
}
