import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { moveStore, type MovedRows } from '../../../server/store/move/move-store.ts';
import { movedTables } from '../../../server/store/move/moved-tables.ts';
import { openPostgresSide } from '../../../server/store/move/open-postgres-side.ts';
import { openSide } from '../../../server/store/move/open-side.ts';
import { verifyLedger } from '../../../server/store/ledger/verify-ledger.ts';
import { openBooks } from '../../../server/store/open-books.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { emptyDatabase } from '../../support/postgres.ts';
import { entry, event, fullCheckout, NOON, payout, refund, savedMethod } from './samples.ts';
import { filledStore, KEY, quiet, tempFolder } from './temp-store.ts';

/** More than two pages. */
const CHECKOUTS = 1_000;

/** A SQLite file that no server uses, with rows in every table that is moved. */
async function filledFile(t: TestContext): Promise<string> {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  await store.transact(async (tx) => {
    await tx.insertRefund(refund());
    await tx.insertSavedMethod(savedMethod());
    await tx.insertPayout(payout());
    // More than a unit of work is tried when a number is taken.
    for (let number = 0; number < 20; number += 1) await tx.appendHistory('pay_1', entry({ at: NOON + number }));
    await tx.appendPayoutHistory('po_1', { ...entry(), from: 'processing', to: 'succeeded' });
    await tx.insertNotification({ provider: 'p', body: Buffer.from('{}'), subject: 'pay_1', receivedAt: NOON });
    await tx.scheduleJob({ kind: 'inquire', key: 'pay_1', runAt: NOON });
    await tx.claimIdempotencyKey({ scope: 's', key: 'k', fingerprint: 'f', resourceId: 'co_1', createdAt: NOON });
    for (let number = 0; number < CHECKOUTS; number += 1)
      await tx.insertCheckout(fullCheckout({ id: `co_a${number}`, reference: `r ${number} \u{1F600} é` }));
    for (const number of [1, 2, 3]) await tx.insertEvent(event({ id: `evt_${number}`, sequence: number }));
  }, 'new');
  await store.check(NOON);
  await store.close();
  const path = join(folder, 'kasir.db');
  const file = openConnection(path);
  // The place of a deleted event is not given out again.
  file.exec(`DELETE FROM events WHERE id = 'evt_3'`);
  file.close();
  return `file:${path}`;
}

const emptyFile = (t: TestContext): string => `file:${join(tempFolder(t), 'kasir.db')}`;

async function move(from: string, to: string, copied: (table: string, rows: number) => void = () => undefined) {
  const source = await openSide(from, 'source');
  try {
    const target = await openSide(to, 'target');
    try {
      return await moveStore(source, target, { clock: virtualClock(), copied });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const open = (url: string) => openStore({ url, clock: virtualClock(), cipher: createCipher([KEY]), log: quiet });

async function findingsOf(url: string) {
  const books = await openBooks(url, createCipher([KEY]), quiet);
  try {
    const report = await verifyLedger(books.access, []);
    assert.ok(report.payments.entries > 0);
    return report.findings;
  } finally {
    await books.close();
  }
}

const rowsOf = (moved: readonly MovedRows[], table: string) => moved.find((each) => each.table === table)?.rows;

describe('moving the storage', () => {
  test('every row of every table arrives in PostgreSQL as it was, and comes back', async (t) => {
    const [first, database, last] = [await filledFile(t), await emptyDatabase(), emptyFile(t)];
    const there = await move(first, database);
    assert.deepEqual(
      there.map(({ table }) => table),
      movedTables().map(({ name }) => name),
    );
    assert.equal(rowsOf(there, 'checkouts'), CHECKOUTS + 2);
    const untouched = there.filter(({ table, rows }) => rows === 0 && !WRITTEN_BY_RUNNING_SERVERS.has(table));
    assert.deepEqual(untouched, [], 'the sample has a row in every table');

    const store = await open(database);
    assert.deepEqual(await store.findCheckout('co_1'), fullCheckout());
    assert.deepEqual(
      (await store.listEvents({ limit: 10 })).data.map(({ id }) => id),
      ['evt_1', 'evt_2'],
    );
    await store.transact((tx) => tx.insertEvent(event({ id: 'evt_4', sequence: 4 })), { of: 'stream', id: 'co_1' });
    // Numbers that the database gives out continue after those of the moved rows.
    await store.transact(
      async (tx) => {
        await tx.appendHistory('pay_1', entry({ at: NOON + 99 }));
        await tx.scheduleJob({ kind: 'inquire', key: 'pay_2', runAt: NOON });
      },
      { of: 'payment', id: 'pay_1' },
    );
    await store.close();

    assert.deepEqual(await findingsOf(database), []);
    const back = await move(database, last);
    const without = (moved: readonly MovedRows[]) => moved.filter(({ table }) => !CHANGED_SINCE.has(table));
    assert.deepEqual(without(back), without(there));
    assert.deepEqual(await findingsOf(last), []);
    const again = await open(last);
    await again.transact((tx) => tx.insertEvent(event({ id: 'evt_5', sequence: 5 })), { of: 'stream', id: 'co_1' });
    const log = await again.listEvents({ limit: 10 });
    assert.deepEqual(
      log.data.map(({ id }) => id),
      ['evt_1', 'evt_2', 'evt_4', 'evt_5'],
    );
    await again.close();
  });

  test('counters of SQLite continue after the highest value, also of a row that is gone', async (t) => {
    const [first, last] = [await filledFile(t), emptyFile(t)];
    await move(first, last);
    const file = openConnection(last.slice('file:'.length));
    t.after(() => file.close());
    assert.equal(file.first(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`)?.['seq'], 3);
  });

  for (const kind of ['SQLite', 'PostgreSQL'] as const)
    test(`one that was interrupted is continued; until then no server starts on it (${kind})`, async (t) => {
      const [from, to] = [await filledFile(t), kind === 'SQLite' ? emptyFile(t) : await emptyDatabase()];
      let pages = 0;
      const dies = (): void => {
        pages += 1;
        if (pages === 2) throw new Error('the process dies');
      };
      await assert.rejects(move(from, to, dies), /the process dies/);
      await assert.rejects(open(to), /finish `kasir migrate-store` first/);
      await assert.rejects(move(await filledFile(t), to), /has an unfinished move from .*kasir\.db/);
      let copied = 0;
      const moved = await move(from, to, (table, rows) => {
        if (table === 'checkouts') copied += rows;
      });
      assert.equal(rowsOf(moved, 'checkouts'), CHECKOUTS + 2);
      assert.ok(copied > 0 && copied < CHECKOUTS, `${copied} were copied by the second call`);
      await (await open(to)).close();
    });

  test('a row that changes meanwhile is found', async (t) => {
    const [from, to] = [await filledFile(t), await emptyDatabase()];
    await assert.rejects(
      move(from, to, (table) => {
        if (table !== 'payments') return;
        const file = openConnection(from.slice('file:'.length));
        file.exec(`UPDATE checkouts SET status = 'paid' WHERE id = 'co_a7'`);
        file.close();
      }),
      /checkouts differs between .*kasir\.db and test_\d+ at 127\.0\.0\.1:\d+: one of them was changed/,
    );
    await assert.rejects(open(to), /finish/);
  });

  test('a target with rows, the source itself, and a source that is not there are refused', async (t) => {
    const [from, other] = [await filledFile(t), await filledFile(t)];
    await assert.rejects(move(from, other), /is not empty \(checkouts has rows\): use an empty database/);
    await assert.rejects(move(from, from), /is used by|cannot be moved to itself/);
    await assert.rejects(move(emptyFile(t), other), /kasir\.db does not exist/);
    const database = await emptyDatabase();
    await move(from, database);
    await assert.rejects(move(other, database), /is not empty/);
    await assert.rejects(move(database, database), /cannot be moved to itself/);
  });

  test('a storage that a server uses is neither source nor target', async (t) => {
    const [from, database] = [await filledFile(t), await emptyDatabase()];
    await move(from, database);
    const store = await open(database);
    t.after(() => store.close());
    await store.addInstance('instance-1', 60_000);
    await assert.rejects(move(database, emptyFile(t)), /is used by 1 server: stop them/);
    await assert.rejects(move(from, database), /is used by 1 server/);
  });

  test('no server can start on a PostgreSQL database while its rows are read', async (t) => {
    const [from, database] = [await filledFile(t), await emptyDatabase()];
    await move(from, database);
    const store = await open(database);
    t.after(() => store.close());
    const side = await openPostgresSide(database, 'source');
    await assert.rejects(store.addInstance('instance-1', 60_000), /locked/);
    await side.close();
    await store.addInstance('instance-1', 60_000);
  });
});

/** By the server that was opened on it, and by the units of work of the test. */
const CHANGED_SINCE: ReadonlySet<string> = new Set([
  'events',
  'jobs',
  'payment_history',
  'ledger_heads',
  'ledger_seals',
  'key_canary',
  'seen_time',
]);

/** Empty unless a server has run for a while. */
const WRITTEN_BY_RUNNING_SERVERS: ReadonlySet<string> = new Set(['ledger_seals', 'request_counts']);
