import type { Cipher } from '../platform/crypto.ts';
import type { Connection } from './connection.ts';

/** None of the configured encryption keys decrypts the stored data. */
export class WrongEncryptionKeys extends Error {
  override readonly name = 'WrongEncryptionKeys';
}

const PLACE = 'key_canary.sealed:1';

/** For older databases, which have no canary: where to find a sealed text, and the place it is bound to. */
const SAMPLES = [
  { select: 'SELECT id, body AS sealed FROM events ORDER BY position DESC LIMIT 1', place: 'events.body' },
  { select: 'SELECT id, instruction AS sealed FROM payments ORDER BY id DESC LIMIT 1', place: 'payments.instruction' },
] as const;

/**
 * Checks that the keys are those of this database, by a row that exists for this check alone. The row is then sealed
 * again with the first key, so that keys that were rotated out may be missing at the next start.
 *
 * @throws {WrongEncryptionKeys}
 */
export function checkKeyCanary(connection: Connection, cipher: Cipher): void {
  const canary = connection.first('SELECT sealed FROM key_canary WHERE id = 1');
  if (canary !== undefined) open(cipher, String(canary['sealed']), PLACE);
  else {
    for (const { select, place } of SAMPLES) {
      const sample = connection.first(select);
      if (sample !== undefined) open(cipher, String(sample['sealed']), `${place}:${String(sample['id'])}`);
    }
  }
  connection.query(
    'INSERT INTO key_canary (id, sealed) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed',
    [cipher.seal('canary', PLACE)],
  );
}

function open(cipher: Cipher, sealed: string, place: string): void {
  try {
    cipher.open(sealed, place);
  } catch (cause) {
    throw new WrongEncryptionKeys('none of these keys decrypts the stored data: add the key that encrypted it', {
      cause,
    });
  }
}
