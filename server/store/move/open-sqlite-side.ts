import { existsSync, realpathSync } from 'node:fs';
import type { Connection } from '../connection.ts';
import { databasePath, openDatabaseFile } from '../database-file.ts';
import { hasTable } from '../has-table.ts';
import { migrateConnection, schemaOf } from '../migrate.ts';
import { RECORD } from '../schema/recorded-schema.ts';
import { lockStore } from '../store-lock.ts';
import { assertPresentSchema } from './assert-present-schema.ts';
import { MoveRefused, type MoveSide } from './move-side.ts';

/**
 * A SQLite file, locked like by a server. As the target it is created and migrated.
 *
 * @throws {StoreLocked} when a server uses it
 * @throws {MoveRefused}
 */
export async function openSqliteSide(url: string, role: 'source' | 'target'): Promise<MoveSide> {
  const path = databasePath(url);
  if (role === 'source' && !existsSync(path)) throw new MoveRefused(`${path} does not exist`);
  const unlock = lockStore(url, { publicUrl: 'kasir migrate-store', port: 0 }, new Date().toISOString());
  let connection: Connection | undefined;
  try {
    connection = openDatabaseFile(path);
    const side = sideOf(connection, realpathSync(path), unlock);
    if (role === 'target' && !(await side.hasTable(RECORD.unfinishedMove))) await migrateConnection(connection);
    assertPresentSchema(side.place, schemaOf(connection));
    return side;
  } catch (error) {
    connection?.close();
    unlock();
    throw error;
  }
}

function sideOf(connection: Connection, place: string, unlock: () => void): MoveSide {
  const query: MoveSide['query'] = async (text, parameters) => connection.query(text, parameters).rows;
  const SEQUENCE = 'SELECT seq FROM sqlite_sequence WHERE name = ?';
  return {
    place,
    placeholder: () => '?',
    query,
    async transact(work) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        await work();
        connection.exec('COMMIT');
      } catch (error) {
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    hasTable: async (name) => hasTable(connection, name),
    lastOf: async ({ name }) => Number((await query(SEQUENCE, [name]))[0]?.['seq'] ?? 0),
    async continueAfter({ name }, _counter, last) {
      // SQLite keeps no entry for a table that never had a row.
      const [known] = await query(SEQUENCE, [name]);
      if (known === undefined) await query('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [name, last]);
      else await query('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?', [last, name]);
    },
    // Its lock is enough: a server that runs holds it.
    closeToServers: async () => undefined,
    openToServers: async () => undefined,
    close: async () => {
      connection.close();
      unlock();
    },
  };
}
