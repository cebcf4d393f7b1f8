import type { StatementRunner } from '../sql.ts';

/** Whether a PostgreSQL database has a table of this name. */
export async function hasTable(database: Pick<StatementRunner, 'query'>, name: string): Promise<boolean> {
  const { rows } = await database.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [name]);
  return rows[0]?.['is_there'] === true;
}
