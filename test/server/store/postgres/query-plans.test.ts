import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { encodeCursor } from '../../../../server/store/page.ts';
import { connectPostgres } from '../../../../server/store/postgres/connect-postgres.ts';
import { postgresDialect } from '../../../../server/store/postgres/postgres-dialect.ts';
import { createSql } from '../../../../server/store/sql.ts';
import { SqlReads } from '../../../../server/store/sql-reads.ts';
import { migratedDatabase } from '../../../support/migrated-database.ts';
import { KEY, quiet } from '../temp-store.ts';

/** A migrated database that returns PostgreSQL's plan of each query, made as if every table were too large to be read. */
async function explained(t: TestContext) {
  const session = await connectPostgres(await migratedDatabase(), quiet);
  t.after(() => session.release());
  await session.query('SET enable_seqscan = off', []);
  await session.query('SET enable_bitmapscan = off', []);
  const plans: string[] = [];
  const explain = async (text: string, parameters: readonly unknown[]): Promise<void> => {
    if (!text.startsWith('select')) return;
    const { rows } = await session.query(`EXPLAIN (COSTS off) ${text}`, parameters);
    plans.push(rows.map((row) => String(row['QUERY PLAN']).trim()).join('\n'));
  };
  const sql = createSql(postgresDialect, {
    query: async (text, parameters) => {
      await explain(text, parameters);
      return session.query(text, parameters);
    },
    first: async (text, parameters) => {
      await explain(text, parameters);
      return session.first(text, parameters);
    },
  });
  const access = { sql, cipher: createCipher([KEY]) };
  return { access, reads: new SqlReads(access), plans: () => plans.splice(0) };
}

test('a list that is filtered twice is found by one index, in its order (D21)', async (t) => {
  const { reads, plans } = await explained(t);
  const page = { limit: 20, cursor: encodeCursor('co_1') };
  await reads.listCheckouts({ reference: 'order-1', status: 'paid' }, page);
  await reads.listPayments({ checkoutId: 'co_1', status: 'expired' }, page);
  await reads.listPayouts({ reference: 'seller-1', status: 'succeeded' }, page);
  const read = plans();
  for (const [index, name] of [
    'checkouts_reference_status',
    'payments_checkout_status',
    'payouts_reference_status',
  ].entries()) {
    assert.match(read[index]!, new RegExp(`^Limit\\n->  Index Scan Backward using ${name} `));
    assert.match(read[index]!, /Index Cond: .* AND \(id </);
  }
});
