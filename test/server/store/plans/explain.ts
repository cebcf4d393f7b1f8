import { Client } from 'pg';
import { openConnection } from '../../../../server/store/connection.ts';
import { databasePath } from '../../../../server/store/database-file.ts';
import { postgresFaults, sqliteFaults } from './plan-faults.ts';

/** The statements of a call of the store, by their texts. */
export type Statements = ReadonlyMap<string, string>;

/** What is wrong with the plans of these statements, on the database at `url`. */
export const faultsOf = (url: string, statements: Statements): Promise<readonly string[]> =>
  url.startsWith('file:') ? onSqlite(url, statements) : onPostgres(url, statements);

async function onSqlite(url: string, statements: Statements): Promise<readonly string[]> {
  const file = openConnection(databasePath(url));
  const faults = [...statements].flatMap(([text, call]) => {
    const plan = file.query(`EXPLAIN QUERY PLAN ${text}`).rows.map(({ detail }) => String(detail));
    return sqliteFaults({ call, text, plan });
  });
  file.close();
  return faults;
}

/** As if every table had a million rows. */
const LARGE = `UPDATE pg_class SET relpages = 1, reltuples = 1000000
  WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`;

async function onPostgres(url: string, statements: Statements): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const setting of [LARGE, 'SET enable_seqscan = off', 'SET enable_bitmapscan = off']) await client.query(setting);
  const faults: string[] = [];
  for (const [text, call] of statements) {
    if (!/^\s*(?:select|with|insert|update|delete)\b/i.test(text)) continue;
    const { rows } = await client.query<Record<string, unknown>>(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`);
    faults.push(...postgresFaults({ call, text, plan: rows.map((row) => String(row['QUERY PLAN'])) }));
  }
  await client.end();
  return faults;
}
