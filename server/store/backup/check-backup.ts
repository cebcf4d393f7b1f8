import type { Cipher } from '../../platform/crypto.ts';
import { openConnection } from '../connection.ts';
import { hasTable } from '../has-table.ts';
import { assertKeys } from '../key-canary.ts';
import { schemaOf } from '../migrate.ts';
import { sqliteSql } from '../sqlite-sql.ts';
import { BackupRefused } from './backup-refused.ts';

export interface CheckedBackup {
  readonly checkouts: number;
  readonly payments: number;
  /** ISO 8601: when its newest payment was last changed; absent: it has none. */
  readonly newestChange?: string;
}

/**
 * Checks that a file is a whole database of ours that this version can use, and that these keys are its own.
 *
 * @param name what the file is called where something is wrong with it
 * @param cipher absent: the keys are not checked
 * @throws {BackupRefused}
 * @throws {SchemaTooNew}
 * @throws {WrongEncryptionKeys}
 */
export async function checkBackup(path: string, name: string, cipher?: Cipher): Promise<CheckedBackup> {
  const connection = openConnection(path);
  try {
    connection.exec('PRAGMA query_only = ON');
    const faults = integrityFaults(() => connection.query('PRAGMA integrity_check(5)').rows);
    if (faults !== undefined) throw new BackupRefused(`${name} is damaged, or no database: ${faults}`);
    if (!hasTable(connection, 'checkouts') || !hasTable(connection, 'payments'))
      throw new BackupRefused(`${name} is no database of this server`);
    schemaOf(connection);
    if (cipher !== undefined) await assertKeys({ sql: sqliteSql(connection), cipher });
    const count = (table: string): number => Number(connection.first(`SELECT count(*) AS n FROM ${table}`)?.['n']);
    const newest = connection.first('SELECT max(updated_at) AS at FROM payments')?.['at'];
    return {
      checkouts: count('checkouts'),
      payments: count('payments'),
      ...(typeof newest === 'number' ? { newestChange: new Date(newest).toISOString() } : {}),
    };
  } finally {
    connection.close();
  }
}

/** `undefined`: there is none. A file that is no database at all throws in SQLite. */
function integrityFaults(check: () => readonly Readonly<Record<string, unknown>>[]): string | undefined {
  try {
    const texts = check().map((row) => String(Object.values(row)[0]));
    return texts.join() === 'ok' ? undefined : texts.join('; ');
  } catch (error) {
    const { cause } = error instanceof Error ? error : { cause: undefined };
    return cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be read';
  }
}
