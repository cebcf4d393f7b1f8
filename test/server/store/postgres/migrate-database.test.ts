import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { Client } from 'pg';
import { POSTGRES_MIGRATIONS } from '../../../../server/store/migrations/all.ts';
import { migrateDatabase } from '../../../../server/store/postgres/migrate-database.ts';
import { LockTimeout } from '../../../../server/store/postgres/postgres-faults.ts';
import { migratedDatabase } from '../../../support/migrated-database.ts';

const NEXT = { ...POSTGRES_MIGRATIONS, '9999_next': ['ALTER TABLE jobs ADD COLUMN next bigint'] };

/** A unit of work of a running server that has changed a job and goes on. */
async function openUnit(t: TestContext, url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  t.after(() => client.end());
  await client.query('BEGIN');
  await client.query('UPDATE jobs SET version = version + 1');
  return client;
}

describe('migrating PostgreSQL beside running servers', () => {
  test('a unit of work that holds a table is waited for, and others do not queue up behind the migration', async (t) => {
    const url = await migratedDatabase();
    const unit = await openUnit(t, url);
    const other = new Client({ connectionString: url });
    await other.connect();
    t.after(() => other.end());
    const warned: string[] = [];
    const pauses: number[] = [];
    const migrated = await migrateDatabase(
      url,
      { warn: (_facts, message) => void warned.push(message) },
      {
        migrations: NEXT,
        pause: async (ms) => {
          pauses.push(ms);
          // Between two tries nothing waits for the migration.
          await other.query(`SET lock_timeout = '1s'`);
          await other.query('UPDATE jobs SET version = version + 1');
          if (pauses.length === 2) await unit.query('COMMIT');
        },
      },
    );
    assert.deepEqual(migrated, ['9999_next']);
    assert.deepEqual([pauses.length, warned], [2, ['migrating waits for units of work of running servers']]);
    await other.query('SELECT next FROM jobs');
  });

  test('it gives up in the end, and has changed nothing', async (t) => {
    const url = await migratedDatabase();
    const unit = await openUnit(t, url);
    let pauses = 0;
    const count = async (): Promise<void> => {
      pauses += 1;
    };
    const locked = { ...POSTGRES_MIGRATIONS, '9999_next': [`SET LOCAL lock_timeout = '20ms'`, ...NEXT['9999_next']] };
    await assert.rejects(
      migrateDatabase(url, { warn: () => undefined }, { migrations: locked, pause: count }),
      LockTimeout,
    );
    assert.equal(pauses, 19);
    await unit.query('ROLLBACK');
    assert.deepEqual(await migrateDatabase(url, { warn: () => undefined }, { migrations: NEXT }), ['9999_next']);
  });
});
