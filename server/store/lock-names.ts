import { sql as fragment } from 'kysely';
import type { Sql } from './sql.ts';

/**
 * Locks names until the unit of work ends, for what has no row to lock yet. Where one writer works at a time there is
 * nothing to lock.
 */
export async function lockNames(sql: Sql, names: readonly string[]): Promise<void> {
  if (sql.dialect.hasOneWriter) return;
  // In one order, so that two units never wait for each other.
  for (const name of names.toSorted())
    await sql.send({
      compile: () => fragment`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.compile(sql.build),
    });
}
