import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import type { Connection } from '../../../server/store/connection.ts';
import { openDatabaseFile } from '../../../server/store/database-file.ts';
import { jobQueues } from '../../../server/store/job-queues.ts';
import { scheduleJobs } from '../../../server/store/jobs.ts';
import { migrateConnection } from '../../../server/store/migrate.ts';
import { encodeCursor } from '../../../server/store/page.ts';
import { SqlBackOfficeReads } from '../../../server/store/sql-back-office-reads.ts';
import { sqliteSql } from '../../../server/store/sqlite-sql.ts';
import { KEY, tempFolder } from './temp-store.ts';

/** A migrated database that returns SQLite's query plan of each statement. */
async function explained(t: TestContext) {
  const connection = openDatabaseFile(join(tempFolder(t), 'kasir.db'));
  t.after(() => connection.close());
  await migrateConnection(connection);
  const plans: string[] = [];
  let statements = 0;
  const explain = (sql: string, parameters: readonly unknown[] = []): void => {
    if (!/^(?:select|with)/i.test(sql)) return;
    statements += 1;
    for (const row of connection.query(`EXPLAIN QUERY PLAN ${sql}`, parameters).rows) plans.push(String(row['detail']));
  };
  const spy: Connection = {
    exec: (sql) => connection.exec(sql),
    query: (sql, parameters) => {
      explain(sql, parameters);
      return connection.query(sql, parameters);
    },
    first: (sql, parameters) => {
      explain(sql, parameters);
      return connection.first(sql, parameters);
    },
    inTransaction: false,
    close: () => undefined,
  };
  const access = { sql: sqliteSql(spy), cipher: createCipher([KEY]) };
  return { access, reads: new SqlBackOfficeReads(access), plans: () => plans.splice(0), statements: () => statements };
}

test('a list that is filtered twice is found by one index, in its order (D21)', async (t) => {
  const { reads, plans } = await explained(t);
  const page = { limit: 20, cursor: encodeCursor('co_1') };
  await reads.listCheckouts({ reference: 'order-1', status: 'paid' }, page);
  await reads.listPayments({ checkoutId: 'co_1', status: 'expired' }, page);
  await reads.listPayouts({ reference: 'seller-1', status: 'succeeded' }, page);
  assert.deepEqual(plans(), [
    'SEARCH checkouts USING INDEX checkouts_reference_status (reference=? AND status=? AND id<?)',
    'SEARCH payments USING INDEX payments_checkout_status (checkout_id=? AND status=? AND id<?)',
    'SEARCH payouts USING INDEX payouts_reference_status (reference=? AND status=? AND id<?)',
  ]);
});

test('a wake asks for all queues with one statement, and skips through the jobs of each by the index', async (t) => {
  const { access, plans, statements } = await explained(t);
  const schedule = (key: string, notified: boolean): Promise<void> =>
    scheduleJobs(access, [{ kind: 'inquire', key, lane: 'provider:', runAt: 1, notified }]);
  for (const kind of ['deliver', 'expire_checkout'] as const)
    await scheduleJobs(access, [
      { kind, key: 'co_1', lane: kind === 'deliver' ? 'storefront' : 'checkout', runAt: 1, notified: false },
    ]);
  await schedule('pay_1', false);
  await schedule('pay_2', true);
  for (let at = 0; at < 200; at += 1) await schedule(`pay_${at + 10}`, false);
  plans();
  const before = statements();
  assert.equal((await jobQueues(access)).length, 4);
  assert.equal(statements() - before, 1);
  const read = plans();
  for (const plan of read.filter((one) => one.includes('jobs')))
    assert.match(plan, /^(?:SEARCH jobs USING COVERING INDEX jobs_queue|SCAN jobs USING COVERING INDEX jobs_queue)/);
  // Only to find the very first one, of which it reads no more.
  assert.equal(read.filter((plan) => plan.startsWith('SCAN jobs')).length, 1);
});

test('a start finds the providers of open payments without reading these', async (t) => {
  const { reads, plans } = await explained(t);
  await reads.openPaymentsElsewhere(['bank-of-tests']);
  const read = plans().filter((plan) => plan.includes(' payments '));
  assert.ok(read.length > 0);
  for (const plan of read) assert.match(plan, /^(?:SEARCH|SCAN) payments USING (?:COVERING )?INDEX payments_open/);
});
