import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESCRIPTION } from '../../../../server/store/migrations/all.ts';
import { countWork, takeCounted } from '../../../support/counted-work.ts';
import { shop } from '../purge/old-orders.ts';
import { entry, event, NOON, payout, refund, savedMethod } from '../samples.ts';
import { databaseUrl, filledStore, storeTest } from '../temp-store.ts';
import { OTHERS, READS, WRITES } from './every-call.ts';
import { faultsOf } from './explain.ts';
import { postgresFaults, sqliteFaults } from './plan-faults.ts';

countWork();

/** The lock of a SQLite file is a file of its own. */
const isOfLock = (text: string): boolean => text.startsWith('INSERT OR REPLACE INTO holder');

/** Does it, and adds its statements. */
async function collect(found: Map<string, string>, url: string, call: string, work: () => Promise<unknown>) {
  takeCounted();
  await work();
  const { statements, roundTrips } = takeCounted();
  // Some are sent together.
  const sent = url.startsWith('file:') ? statements : roundTrips.flatMap((texts) => texts.split('; '));
  for (const text of sent) if (!found.has(text) && !isOfLock(text)) found.set(text, call);
}

storeTest('no statement that the store can issue reads a whole table that grows', async (t) => {
  const url = await databaseUrl(t);
  const store = await filledStore(t, { url });
  const found = new Map<string, string>();
  const run = (call: string, work: () => Promise<unknown>): Promise<void> => collect(found, url, call, work);
  await store.transact(async (tx) => {
    await tx.insertRefund(refund());
    await tx.insertSavedMethod(savedMethod());
    await tx.appendHistory('pay_1', entry());
    await tx.appendHistory('pay_1', entry());
    await tx.insertPayout(payout());
    await tx.insertEvent(event());
    for (const key of ['pay_1', 'pay_2']) await tx.scheduleJob({ kind: 'inquire', key, runAt: NOON });
    const about = { provider: 'bank-of-tests', subject: 'pay_1', receivedAt: NOON };
    for (const body of ['a', 'b']) await tx.insertNotification({ ...about, body: Buffer.from(body) });
    await tx.claimIdempotencyKey({ scope: 's', key: 'k', fingerprint: 'f', resourceId: 'co_1', createdAt: NOON });
  }, 'new');

  for (const [call, read] of Object.entries(READS)) await run(call, () => read(store));
  for (const [call, read] of Object.entries(READS)) await run(call, () => store.transact(read, 'new'));
  for (const [call, write] of Object.entries(WRITES)) await run(call, () => store.transact(write, 'new'));
  for (const [call, other] of Object.entries(OTHERS)) await run(call, () => other(store));
  const old = await shop(t);
  await old.order();
  await old.payout();
  await old.store.sealLedger(NOON);
  await run('purge', () => old.purge());

  assert.ok(found.size > 130, `only ${found.size} statements were collected`);
  assert.deepEqual(await faultsOf(url, found), []);
});

storeTest('a statement without an index is found', async (t) => {
  const url = await databaseUrl(t);
  await filledStore(t, { url });
  const faulty = new Map([
    [`select id from payments where channel = 'qris' order by id limit 10`, 'listPayments'],
    [`delete from events where type = 'payment.failed'`, 'forgetPersonalData'],
    [`select count(*) from jobs where claimed = 0`, 'unlockJobs'],
  ]);
  assert.equal((await faultsOf(url, faulty)).length, faulty.size);
  assert.deepEqual(await faultsOf(url, new Map([[`select id from payments where id = 'pay_1'`, 'findPayment']])), []);
});

test('a list that is sorted before its page is shown is found, and so is a scan in a part of a statement', () => {
  const text = 'select … where provider = ? limit 1';
  const search = 'SEARCH notifications USING INDEX notifications_subject (provider=?)';
  const plan = [search, 'USE TEMP B-TREE FOR ORDER BY'];
  assert.equal(sqliteFaults({ call: 'listNotifications', text, plan }).length, 1);
  const nested = [
    'Limit',
    '  ->  Index Scan using a on b',
    '        Index Cond: (x = $1)',
    '  SubPlan 1',
    '    ->  Seq Scan on jobs',
  ];
  assert.equal(postgresFaults({ call: 'x', text, plan: nested }).length, 1);
});

test('a row that others refer to can be deleted without reading their table', () => {
  const indexed = DESCRIPTION.flatMap((change) => {
    if (change.kind === 'index') return change.where === undefined ? [`${change.table}.${change.columns[0]}`] : [];
    if (change.kind !== 'table') return [];
    const { name, columns, primaryKey = [], unique = [] } = change;
    const single = Object.entries(columns).filter(([, column]) => column.unique ?? column.primaryKey);
    return [...single.map(([column]) => column), primaryKey[0], unique[0]].map((column) => `${name}.${column}`);
  });
  const references = DESCRIPTION.flatMap((change) =>
    change.kind === 'table'
      ? Object.entries(change.columns).flatMap(([column, { references: to }]) =>
          to ? [`${change.name}.${column}`] : [],
        )
      : [],
  );
  assert.ok(references.length > 5);
  assert.deepEqual(
    references.filter((column) => !indexed.includes(column)),
    [],
  );
});
