import type { Tx } from '../payments/ports.ts';
import type { Access } from './access.ts';
import { asFlag, seal } from './row.ts';

export async function insertNotice(
  { sql, cipher }: Access,
  { provider, dedupeKey, body, matched, receivedAt }: Parameters<Tx['insertNotice']>[0],
): Promise<boolean> {
  const place = { table: 'notices', column: 'body', row: `${provider}/${dedupeKey}` };
  const inserted = await sql.change(
    sql.build
      .insertInto('notices')
      .values({
        provider,
        dedupe_key: dedupeKey,
        // Byte for byte, whatever the bytes are.
        body: seal(cipher, place, body.toString('latin1')),
        matched: asFlag(matched),
        received_at: receivedAt,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return inserted === 1;
}
