import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { Client } from 'pg';
import { openConnection, type Connection } from '../../../../server/store/connection.ts';
import { migrateConnection } from '../../../../server/store/migrate.ts';
import { POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS } from '../../../../server/store/migrations/all.ts';
import { baseline } from '../../../../server/store/migrations/0011-baseline.ts';
import { migratePostgres, postgresSchema } from '../../../../server/store/postgres/migrate-postgres.ts';
import {
  addColumn,
  appendOnly,
  createTable,
  immutable,
  integer,
  statement as changeData,
  text,
  undeletable,
  type SchemaChange,
} from '../../../../server/store/schema/description.ts';
import { POSTGRES_PRELUDE, renderPostgres } from '../../../../server/store/schema/render-postgres.ts';
import { renderSqlite } from '../../../../server/store/schema/render-sqlite.ts';
import { SchemaTooNew } from '../../../../server/store/schema/schema-state.ts';
import { emptyDatabase } from '../../../support/postgres.ts';
import { tempFolder } from '../temp-store.ts';

type Query = (statement: string, parameters?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

function sqlite(t: TestContext): Connection {
  const connection = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => connection.close());
  return connection;
}

async function postgres(t: TestContext): Promise<Query> {
  const client = new Client({ connectionString: await emptyDatabase() });
  await client.connect();
  t.after(() => client.end());
  return async (statement, parameters = []) =>
    (await client.query<Record<string, unknown>>(statement, [...parameters])).rows;
}

const runnerOf = (query: Query) => ({
  query: async (statement: string, parameters: readonly unknown[]) => ({
    rows: await query(statement, parameters),
    changes: 0,
  }),
});

/** What SQLite knows of its schema, whatever the wording of the statements that made it. */
function schemaOf(connection: Connection) {
  const names = (type: string): readonly string[] =>
    connection
      .query(
        `SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'kysely_%' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
        [type],
      )
      .rows.map(({ name }) => String(name));
  const rows = (pragma: string) => connection.query(`PRAGMA ${pragma}`).rows;
  return {
    tables: names('table').map((table) => ({
      table,
      columns: rows(`table_xinfo(${table})`),
      // STRICT, WITHOUT ROWID.
      kind: rows(`table_list(${table})`),
      references: rows(`foreign_key_list(${table})`),
      indexes: rows(`index_list(${table})`)
        .map(({ name, unique, origin, partial }) => {
          // The number in the name of an index that SQLite makes for a constraint depends on the order of constraints.
          const columns = rows(`index_xinfo(${String(name)})`).map((column) => column['name']);
          return { name: origin === 'c' ? name : '', unique, origin, partial, columns };
        })
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    })),
    conditions: names('index').map((index) => worded(connection, index).replace(/^.*? WHERE /, '')),
    triggers: names('trigger').map((trigger) => worded(connection, trigger)),
    checks: names('table').map((table) =>
      worded(connection, table).match(/CHECK \([^)]*\)|DEFERRABLE INITIALLY \w+|AUTOINCREMENT/g),
    ),
  };
}

const worded = (connection: Connection, name: string): string =>
  String(connection.first('SELECT sql FROM sqlite_schema WHERE name = ?', [name])?.['sql'])
    .replaceAll('"', '')
    .replace(/\s+/g, ' ');

describe('the description of the schema', () => {
  test('makes in SQLite what its own migrations up to 0011 have made', async (t) => {
    const [migrated, described] = [sqlite(t), sqlite(t)];
    await migrateConnection(
      migrated,
      Object.fromEntries(Object.entries(SQLITE_MIGRATIONS).filter(([name]) => name < '0012')),
    );
    for (const statement of baseline.flatMap(renderSqlite)) described.exec(statement);
    const [was, is] = [schemaOf(migrated), schemaOf(described)];
    assert.ok(was.tables.length >= 15 && was.triggers.length >= 7);
    assert.deepEqual(is, was);
  });

  test('makes in PostgreSQL the same tables, columns and indexes, with text by its bytes', async (t) => {
    const [file, query] = [sqlite(t), await postgres(t)];
    await migrateConnection(file);
    await migratePostgres(runnerOf(query));
    const described = schemaOf(file);
    const columns = await query(`SELECT table_name, column_name, is_nullable, data_type, collation_name
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'kysely_%'
      ORDER BY table_name, ordinal_position`);
    assert.deepEqual(
      columns
        .filter((column) => column['column_name'] !== 'insertion')
        .map((one) => `${String(one['table_name'])}.${String(one['column_name'])}`),
      described.tables.flatMap(({ table, columns: each }) => each.map(({ name }) => `${table}.${String(name)}`)),
    );
    assert.deepEqual(
      columns.filter((one) => one['data_type'] === 'text' && one['collation_name'] !== 'C'),
      [],
    );
    const types = new Set(columns.map((one) => String(one['data_type'])));
    assert.deepEqual(
      [...types].sort((a, b) => a.localeCompare(b)),
      ['bigint', 'bytea', 'smallint', 'text'],
    );
    const indexes = await query(`SELECT indexname FROM pg_indexes WHERE schemaname = 'public'`);
    const made = new Set(indexes.map((one) => one['indexname']));
    const wanted = described.tables.flatMap(({ indexes: each }) => each.map(({ name }) => name)).filter(Boolean);
    assert.deepEqual(
      wanted.filter((name) => !made.has(name)),
      [],
    );
    assert.deepEqual(
      (
        await query(
          `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%_immutable' ORDER BY tgname`,
        )
      ).map((one) => one['tgname']),
      file
        .query(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_immutable' ORDER BY name`)
        .rows.map((one) => one['name']),
    );
  });
});

const GUARDED: readonly SchemaChange[] = [
  createTable('paid', {
    id: text({ primaryKey: true }),
    amount: integer({ positive: true }),
    name: text(),
    forgotten_at: integer({ nullable: true }),
  }),
  immutable('paid', ['id', 'amount'], { untilForgotten: ['name'] }),
  addColumn('paid', 'note', text({ default: `it's none` })),
  addColumn('paid', 'later', integer({ nullable: true })),
  undeletable('paid', 'OLD.forgotten_at IS NOT NULL'),
  createTable('log', { id: text({ primaryKey: true }), paid_id: text({ references: 'paid' }) }),
  changeData(
    `INSERT INTO paid (id, amount, name) VALUES ('s', 1, 'sqlite')`,
    `INSERT INTO paid (id, amount, name) VALUES ('p', 1, 'postgres')`,
  ),
  changeData(`DELETE FROM log WHERE id = 'none'`),
  appendOnly('log'),
  undeletable('log'),
  createTable('entries', {
    id: text({ primaryKey: true }),
    said: text({ nullable: true }),
    link: text({ nullable: true }),
    salt: text({ nullable: true }),
  }),
  immutable('entries', ['id'], { erasable: ['said', 'salt'], once: ['link', 'salt'], message: 'only appended to' }),
];

/** Each statement, and the error it must raise; none where it must succeed. */
const STATEMENTS: readonly (readonly [statement: string, error?: RegExp])[] = [
  [`INSERT INTO paid (id, amount, name) VALUES ('a', 5, 'x')`],
  [`INSERT INTO paid (id, amount, name) VALUES ('b', 0, 'x')`, /check/i],
  [`UPDATE paid SET later = NULL, forgotten_at = 2 WHERE name IN ('sqlite', 'postgres')`],
  [`DELETE FROM paid WHERE forgotten_at = 2`],
  [`UPDATE paid SET amount = 6`, /id, amount, name of paid never change/],
  [`UPDATE paid SET name = 'y'`, /never change/],
  [`UPDATE paid SET later = 1, amount = 5`],
  [`DELETE FROM paid`, /rows of paid are not deleted/],
  [`INSERT INTO log VALUES ('1', 'nobody')`, /foreign key/i],
  [`INSERT INTO log VALUES ('1', 'a')`],
  [`UPDATE log SET id = '2'`, /log is only appended to/],
  [`DELETE FROM log`, /rows of log are not deleted/],
  [`INSERT INTO paid (id, amount, name) VALUES ('c', 1, 'x')`],
  [`UPDATE paid SET name = '', forgotten_at = 1 WHERE id = 'c'`],
  [`UPDATE paid SET name = 'z' WHERE id = 'c'`, /never change/],
  [`DELETE FROM paid WHERE id = 'c'`],
  [`INSERT INTO entries (id, said) VALUES ('1', 'it')`],
  [`UPDATE entries SET id = '2'`, /only appended to/],
  [`UPDATE entries SET said = 'that'`, /only appended to/],
  [`UPDATE entries SET link = 'a', salt = 'b'`],
  [`UPDATE entries SET link = 'c'`, /only appended to/],
  [`UPDATE entries SET link = NULL`, /only appended to/],
  [`UPDATE entries SET salt = 'c'`, /only appended to/],
  [`UPDATE entries SET said = NULL, salt = NULL`],
  [`UPDATE entries SET said = 'that'`, /only appended to/],
];

describe('what is guarded', () => {
  test('in SQLite', (t) => {
    const connection = sqlite(t);
    connection.exec('PRAGMA foreign_keys = ON');
    for (const statement of GUARDED.flatMap(renderSqlite)) connection.exec(statement);
    for (const [statement, error] of STATEMENTS) {
      if (error === undefined) connection.exec(statement);
      else assert.throws(() => connection.exec(statement), error, statement);
    }
    assert.deepEqual(connection.query('SELECT * FROM paid').rows, LEFT);
  });

  test('in PostgreSQL', async (t) => {
    const query = await postgres(t);
    for (const statement of [POSTGRES_PRELUDE, ...GUARDED.flatMap(renderPostgres)]) await query(statement);
    for (const [statement, error] of STATEMENTS) {
      if (error === undefined) await query(statement);
      else await assert.rejects(query(statement), error, statement);
    }
    await assert.rejects(query('TRUNCATE log'), /rows of log are not deleted/);
    assert.deepEqual(await query('SELECT id, amount::int, name, forgotten_at, note, later::int FROM paid'), LEFT);
  });

  const LEFT = [{ id: 'a', amount: 5, name: 'x', forgotten_at: null, note: `it's none`, later: 1 }];
});

describe('migrating PostgreSQL', () => {
  test('an empty database is brought to the present schema, once, also by several at once', async (t) => {
    const url = await emptyDatabase();
    const clients = [1, 2, 3].map(() => new Client({ connectionString: url }));
    t.after(() => Promise.all(clients.map((client) => client.end())));
    const results = await Promise.all(
      clients.map(async (client) => {
        await client.connect();
        return migratePostgres(
          runnerOf(
            async (statement, parameters = []) =>
              (await client.query<Record<string, unknown>>(statement, [...parameters])).rows,
          ),
        );
      }),
    );
    assert.deepEqual(results.flat(), Object.keys(POSTGRES_MIGRATIONS));
  });

  test('one that fails leaves the database as it was', async (t) => {
    const query = await postgres(t);
    const broken = { ...POSTGRES_MIGRATIONS, '9999_broken': ['CREATE TABLE half (id text)', 'CREATE NONSENSE'] };
    await assert.rejects(migratePostgres(runnerOf(query), broken), /NONSENSE/);
    assert.deepEqual(await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`), []);
    assert.deepEqual(await migratePostgres(runnerOf(query)), Object.keys(POSTGRES_MIGRATIONS));
  });

  test('a newer schema is used while it is compatible, and rejected beyond', async (t) => {
    const query = await postgres(t);
    const database = runnerOf(query);
    const next = { ...POSTGRES_MIGRATIONS, '9999_next': ['CREATE TABLE next (id text)'] };
    await migratePostgres(database, next);
    assert.deepEqual(await postgresSchema(database), { pending: [], newer: ['9999_next'] });
    assert.deepEqual(await migratePostgres(database), []);
    assert.deepEqual(await query('SELECT version::int FROM schema_version'), [{ version: 9999 }]);
    await query('UPDATE schema_version SET compatible_from = 9000');
    await assert.rejects(postgresSchema(database), SchemaTooNew);
    await assert.rejects(migratePostgres(database), /newer version \(9999_next\)/);
  });
});
