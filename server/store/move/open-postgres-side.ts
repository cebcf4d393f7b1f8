import { connectPostgres } from '../postgres/connect-postgres.ts';
import { hasTable } from '../postgres/has-table.ts';
import { migratePostgres, postgresSchema } from '../postgres/migrate-postgres.ts';
import { postgresDialect } from '../postgres/postgres-dialect.ts';
import type { Session } from '../postgres/postgres-session.ts';
import { postgresPlace } from '../postgres/postgres-place.ts';
import { orderEvents } from '../order-events.ts';
import { RECORD } from '../schema/recorded-schema.ts';
import { createSql } from '../sql.ts';
import { assertPresentSchema } from './assert-present-schema.ts';
import { MoveRefused, type MoveSide } from './move-side.ts';

/**
 * A PostgreSQL database that no server uses. As the target it is migrated; as the source no server can start on it until
 * it is closed.
 *
 * @throws {StorageUnavailable} when it cannot be reached
 * @throws {MoveRefused}
 */
export async function openPostgresSide(url: string, role: 'source' | 'target'): Promise<MoveSide> {
  const session = await connectPostgres(url, { warn: () => undefined });
  try {
    const side = sideOf(session, postgresPlace(url), role);
    await side.query('SET idle_in_transaction_session_timeout = 0');
    if (role === 'target' && !(await side.hasTable(RECORD.unfinishedMove))) await migratePostgres(session);
    assertPresentSchema(side.place, await postgresSchema(session));
    if (role === 'source') {
      // Events have their final order only once it was asked for.
      const sql = createSql(postgresDialect, session);
      let ordered: number;
      do {
        await session.query('BEGIN', []);
        ordered = await orderEvents({ sql });
        await session.commit();
      } while (ordered > 0);
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ', []);
      // A server that starts writes here first.
      await side.query('LOCK TABLE instances IN SHARE MODE');
    }
    await refuseLiving(side);
    return side;
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function refuseLiving(side: MoveSide): Promise<void> {
  const [found] = await side.query(
    'SELECT count(*) AS living FROM instances WHERE until > (extract(epoch FROM clock_timestamp()) * 1000)::bigint',
  );
  const living = Number(found?.['living']);
  if (living > 0) {
    throw new MoveRefused(
      `${side.place} is used by ${living} ${living === 1 ? 'server' : 'servers'}: stop them, and wait 10 seconds if they were killed`,
    );
  }
}

function sideOf(session: Session, place: string, role: 'source' | 'target'): MoveSide {
  const query: MoveSide['query'] = async (text, parameters = []) => (await session.query(text, parameters)).rows;
  const numberOf = async (text: string, parameters: readonly string[]): Promise<number> =>
    Number((await query(text, parameters))[0]?.['number'] ?? 0);
  /** Places in the log are no sequence: they continue after the highest. */
  const sequenceOf = async (table: string, column: string): Promise<string | undefined> => {
    const [found] = await query('SELECT pg_get_serial_sequence($1, $2) AS sequence', [table, column]);
    const name = found?.['sequence'];
    return typeof name === 'string' ? name : undefined;
  };
  return {
    place,
    placeholder: (number) => `$${number}`,
    query,
    async transact(work) {
      // A source has been in a transaction since it was opened; it ends with this work.
      if (role === 'target') await session.query('BEGIN', []);
      await work();
      await session.commit();
    },
    hasTable: (name) => hasTable(session, name),
    async lastOf({ name }, counter) {
      const sequence = await sequenceOf(name, counter);
      return sequence === undefined
        ? numberOf(`SELECT max(${counter}) AS number FROM ${name}`, [])
        : numberOf(`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS number FROM ${sequence}`, []);
    },
    async continueAfter({ name }, counter, last) {
      const sequence = await sequenceOf(name, counter);
      if (sequence !== undefined && last > 0) await query('SELECT setval($1, $2)', [sequence, last]);
    },
    async closeToServers() {
      await query(`CREATE TRIGGER ${RECORD.moved} BEFORE INSERT ON instances
        FOR EACH STATEMENT EXECUTE FUNCTION kasir_refuse('this storage was moved: no server can use it')`);
    },
    async openToServers() {
      await query(`DROP TRIGGER ${RECORD.moved} ON instances`);
    },
    async close() {
      if (role === 'source') await session.rollback();
      await session.release();
    },
  };
}
