import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { databasePath, openDatabaseFile } from '../../../server/store/database-file.ts';
import { fullCheckout } from './samples.ts';
import { filledStore, tempFolder, tempStore } from './temp-store.ts';

test('the URL names one file', () => {
  assert.equal(databasePath('file:./data/kasir.db'), './data/kasir.db');
  assert.equal(databasePath('file:/var/lib/kasir.db'), '/var/lib/kasir.db');
  assert.equal(databasePath('file:///var/lib/my%20kasir.db'), '/var/lib/my kasir.db');
  for (const url of ['postgres://db/kasir', 'kasir.db', 'file:', 'file::memory:', 'file:a.db?mode=ro', 'file:a.db#x']) {
    assert.throws(() => databasePath(url), TypeError, url);
  }
});

test('a connection has its settings: WAL, full synchronization, foreign keys, busy timeout', (t) => {
  const path = join(tempFolder(t), 'made', 'on', 'the', 'way.db');
  const connection = openDatabaseFile(path, { busyTimeoutMs: 123 });
  t.after(() => connection.close());
  const pragma = (name: string): unknown => Object.values(connection.first(`PRAGMA ${name}`) ?? {})[0];
  assert.deepEqual(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma), ['wal', 2, 1, 123]);
  assert.equal(statSync(join(path, '..')).mode & 0o077, 0, 'a directory that is made is the owner’s alone');
});

test('a read-only connection cannot write', async (t) => {
  const folder = tempFolder(t);
  await filledStore(t, { folder });
  const reader = openDatabaseFile(join(folder, 'kasir.db'), { readOnly: true });
  t.after(() => reader.close());
  assert.throws(() => reader.exec('DELETE FROM idempotency_records'), StorageUnavailable);
});

test('a file that cannot have a write-ahead log is rejected at the start', (t) => {
  const path = join(tempFolder(t), 'kasir.db');
  const other = openConnection(path);
  t.after(() => other.close());
  other.exec('CREATE TABLE a (x)');
  other.exec('BEGIN EXCLUSIVE');
  assert.throws(() => openDatabaseFile(path, { busyTimeoutMs: 5 }), /journal_mode|another program holds \//);
});

test('a file that is not a database is rejected at the start', async (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, 'kasir.db'), 'this is not a database, however long one looks at it'.repeat(100));
  await assert.rejects(tempStore(t, { folder }), StorageUnavailable);
});

test('a path that is a directory is rejected at the start', async (t) => {
  const folder = tempFolder(t);
  mkdirSync(join(folder, 'kasir.db'));
  await assert.rejects(tempStore(t, { folder }), StorageUnavailable);
});

test('a value that the driver cannot bind is rejected before it gets there', (t) => {
  const connection = openConnection(join(tempFolder(t), 'kasir.db'));
  t.after(() => connection.close());
  for (const value of [true, undefined, {}, Number.NaN, Symbol('x'), new Date()]) {
    assert.throws(() => connection.query('SELECT ? AS x', [value]), TypeError);
  }
  assert.deepEqual(connection.query('SELECT ? AS a, ? AS b, ? AS c', [1, 'x', null]).rows, [{ a: 1, b: 'x', c: null }]);
});

test('reading the first of many rows does not pin an old snapshot', async (t) => {
  const folder = tempFolder(t);
  const store = await filledStore(t, { folder });
  const reader = openDatabaseFile(join(folder, 'kasir.db'), { readOnly: true });
  t.after(() => reader.close());
  const count = (): unknown => reader.first('SELECT count(*) AS n FROM checkouts')?.['n'];
  assert.equal(reader.first('SELECT id FROM checkouts ORDER BY id')?.['id'], 'co_1');
  assert.equal(count(), 2);
  await store.transact((tx) => tx.insertCheckout(fullCheckout({ id: 'co_7', reference: 'order-7' })), 'new');
  assert.equal(count(), 3);
});

test('a closed store rejects calls, and can be closed again', async (t) => {
  const store = await tempStore(t);
  await store.close();
  await store.close();
  await assert.rejects(store.findCheckout('co_1'), StorageUnavailable);
  await assert.rejects(
    store.transact(() => Promise.resolve(1), 'new'),
    StorageUnavailable,
  );
});

test('a new file and its log are readable by their owner alone, in any folder', (t) => {
  const folder = tempFolder(t);
  chmodSync(folder, 0o755);
  const connection = openDatabaseFile(join(folder, 'kasir.db'));
  connection.exec('CREATE TABLE t (x)');
  const names = readdirSync(folder);
  assert.ok(names.includes('kasir.db-wal'), names.join(', '));
  for (const name of names) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  connection.close();
});
