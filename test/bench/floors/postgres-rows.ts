import { Pool } from 'pg';
import type { SqliteRows } from './sqlite-rows.ts';

const CONNECTIONS = 16;
const SCHEMA =
  'CREATE TABLE row (id TEXT PRIMARY KEY, key TEXT UNIQUE NOT NULL, status TEXT NOT NULL, amount BIGINT NOT NULL, body TEXT NOT NULL, created_at BIGINT NOT NULL)';

/** The same rows in PostgreSQL, each with a commit of its own. */
export async function openPostgresRows(url: string): Promise<SqliteRows> {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  await pool.query(SCHEMA);
  const run = async (name: string, text: string, values: readonly (string | number)[]): Promise<void> => {
    await pool.query({ name, text, values: [...values] });
  };
  return {
    insert: (values) => run('insert', 'INSERT INTO row VALUES ($1, $2, $3, $4, $5, $6)', values),
    update: (values) => run('update', 'UPDATE row SET status = $1, body = $2 WHERE id = $3', values),
  };
}
