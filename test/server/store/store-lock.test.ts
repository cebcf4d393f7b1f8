import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabaseFile } from '../../../server/store/database-file.ts';
import { lockStore, StoreLocked } from '../../../server/store/store-lock.ts';
import { tempFolder, tempStore } from './temp-store.ts';

const HOLDER = { publicUrl: 'https://pay.example', port: 4000 };
const SINCE = '2026-04-01T05:00:00.000Z';
const LOCK = new URL('../../../server/store/store-lock.ts', import.meta.url).href;

test('a second server on one file learns which one uses it (N10)', (t) => {
  const url = `file:${join(tempFolder(t), 'kasir.db')}`;
  const unlock = lockStore(url, HOLDER, SINCE);
  assert.throws(
    () => lockStore(url, { publicUrl: 'https://other.example', port: 0 }, SINCE),
    (error: unknown) => {
      assert.ok(error instanceof StoreLocked);
      assert.match(error.message, /^DATABASE_URL: \/.*kasir\.db is used by another server: process \d+ on /);
      assert.ok(error.message.includes(`${process.pid}`) && error.message.includes('port 4000, https://pay.example'));
      return true;
    },
  );
  unlock();
  lockStore(url, HOLDER, SINCE)();
});

test('the lock ends with its process, however that ends (N10)', async (t) => {
  const url = `file:${join(tempFolder(t), 'kasir.db')}`;
  const script = `const { lockStore } = await import(${JSON.stringify(LOCK)});
    lockStore(${JSON.stringify(url)}, ${JSON.stringify(HOLDER)}, ${JSON.stringify(SINCE)});
    console.log('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  assert.throws(() => lockStore(url, HOLDER, SINCE), new RegExp(`process ${child.pid} on `));
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  lockStore(url, HOLDER, SINCE)();
});

test('two links to one file are one store (N10)', async (t) => {
  const folder = tempFolder(t);
  await (await tempStore(t, { folder })).close();
  symlinkSync(join(folder, 'kasir.db'), join(folder, 'link.db'));
  const unlock = lockStore(`file:${join(folder, 'kasir.db')}`, HOLDER, SINCE);
  assert.throws(() => lockStore(`file:${join(folder, 'link.db')}`, HOLDER, SINCE), StoreLocked);
  unlock();
});

test('other programs may read and lock the database while a server has the store (N10)', async (t) => {
  const folder = tempFolder(t);
  const unlock = lockStore(`file:${join(folder, 'kasir.db')}`, HOLDER, SINCE);
  t.after(unlock);
  const store = await tempStore(t, { folder });
  const other = openDatabaseFile(join(folder, 'kasir.db'));
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  assert.deepEqual(other.query('SELECT * FROM checkouts').rows, []);
  other.exec('COMMIT');
  assert.deepEqual((await store.listCheckouts({}, { limit: 1 })).data, []);
});

test('a file that cannot be used is named, with the variable and the user (N14)', (t) => {
  const folder = tempFolder(t);
  openDatabaseFile(join(folder, 'file')).close();
  const path = join(folder, 'file', 'kasir.db');
  const says = new RegExp(`^DATABASE_URL: ${path} cannot be read and written by uid \\d+ \\(E[A-Z]+\\)$`);
  for (const use of [() => lockStore(`file:${path}`, HOLDER, SINCE), () => openDatabaseFile(path)])
    assert.throws(use, (error: unknown) => error instanceof Error && says.test(error.message));
  const isFolder = /^DATABASE_URL: \/\S+ cannot be read and written by uid \d+ \(.*: 14"?\)\)$/;
  assert.throws(
    () => openDatabaseFile(folder),
    (error: unknown) => error instanceof Error && isFolder.test(error.message),
  );
});
