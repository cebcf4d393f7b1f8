import type { TableAccess } from './table-access.ts';
import type { Cipher } from '../platform/crypto.ts';

/** None of the configured encryption keys decrypts the stored data. */
export class WrongEncryptionKeys extends Error {
  override readonly name = 'WrongEncryptionKeys';
}

const PLACE = 'key_canary.sealed:1';

/**
 * Checks that the keys are those of this database, by a row that exists for this check alone. The row is then sealed
 * again with the first key, so that keys that were rotated out may be missing at the next start.
 *
 * @throws {WrongEncryptionKeys}
 */
export async function checkKeyCanary(access: TableAccess): Promise<void> {
  const { sql, cipher } = access;
  await assertKeys(access);
  const sealed = cipher.seal('canary', PLACE);
  await sql.change(
    sql.build
      .insertInto('key_canary')
      .values({ id: 1, sealed })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed })),
  );
}

/**
 * The same without writing.
 *
 * @throws {WrongEncryptionKeys}
 */
export async function assertKeys(access: TableAccess): Promise<void> {
  const { sql, cipher } = access;
  const canary = await sql.first(sql.build.selectFrom('key_canary').select('sealed').where('id', '=', 1));
  if (canary !== undefined) open(cipher, canary.sealed, PLACE);
  else await openSamples(access);
}

/** Databases of the first versions have no canary: other sealed texts show the same. */
async function openSamples({ sql, cipher }: TableAccess): Promise<void> {
  const event = await sql.first(sql.build.selectFrom('events').select(['id', 'body']).orderBy('id', 'desc').limit(1));
  if (event !== undefined) open(cipher, event.body, `events.body:${event.id}`);
  const payment = await sql.first(
    sql.build.selectFrom('payments').select(['id', 'instruction']).orderBy('id', 'desc').limit(1),
  );
  if (payment !== undefined) open(cipher, payment.instruction, `payments.instruction:${payment.id}`);
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
