import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { backUpFile } from '../../../server/store/backup/back-up-file.ts';
import { restoreFile } from '../../../server/store/backup/restore-file.ts';
import { lockStore } from '../../../server/store/store-lock.ts';
import { bareCheckout, fullCheckout, NOON } from './samples.ts';
import { filledStore, KEY, tempFolder, tempStore } from './temp-store.ts';

const cipher = createCipher([KEY]);
const silent = (): void => undefined;

async function backedUp(t: TestContext) {
  const folder = tempFolder(t);
  const url = `file:${join(folder, 'kasir.db')}`;
  const store = await filledStore(t, { folder });
  const backup = join(folder, 'backup.db');
  // The newest rows are in the log beside the file: a copy of the file alone would lack them.
  const written = await backUpFile(url, backup, silent);
  return { folder, url, store, backup, written };
}

test('a backup of a database in use is whole, readable by its owner only, and never overwrites', async (t) => {
  const { folder, url, backup, written } = await backedUp(t);
  assert.deepEqual([written.checkouts, written.payments], [2, 2]);
  assert.equal(statSync(backup).mode & 0o777, 0o600);
  await assert.rejects(backUpFile(url, backup, silent), /exists already/);
  await assert.rejects(backUpFile(`file:${join(folder, 'none.db')}`, join(folder, 'b2.db'), silent), /no database/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => /partial|b2/.test(name)),
    [],
  );
});

test('a restored database is the backup; what was there is kept aside, with its log', async (t) => {
  const { folder, url, store, backup } = await backedUp(t);
  await store.transact((tx) => tx.insertCheckout(bareCheckout({ id: 'co_late', reference: 'late' })), 'new');
  const unlock = lockStore(url, { publicUrl: 'https://pay.example', port: 1 }, 'now');
  await assert.rejects(restoreFile(backup, url, { force: true, cipher, now: NOON }), /used by another server/);
  unlock();
  await store.close();
  await assert.rejects(restoreFile(backup, url, { force: false, cipher, now: NOON }), /--force keeps it/);
  // As a server that was killed leaves it.
  writeFileSync(join(folder, 'kasir.db-wal'), 'left behind');
  const restored = await restoreFile(backup, url, { force: true, cipher, now: NOON });
  assert.equal(restored.checkouts, 2);
  assert.equal(readFileSync(`${restored.aside}-wal`, 'utf8'), 'left behind');
  const again = await tempStore(t, { folder });
  assert.deepEqual(await again.findCheckout('co_1'), fullCheckout());
  assert.equal(await again.findCheckout('co_late'), undefined);
  assert.ok(existsSync(backup));
});

test('a file that is damaged, not ours, or of other keys is refused, and nothing changes', async (t) => {
  const { folder, backup, store } = await backedUp(t);
  await store.close();
  const url = `file:${join(folder, 'elsewhere', 'kasir.db')}`;
  const damaged = join(folder, 'damaged.db');
  copyFileSync(backup, damaged);
  const bytes = readFileSync(damaged);
  bytes.fill(0xff, 8_192, bytes.length - 4_096);
  writeFileSync(damaged, bytes);
  writeFileSync(join(folder, 'text.db'), 'no database');
  const otherKeys = createCipher([Buffer.alloc(32, 1)]);
  const options = { force: false, cipher, now: NOON };
  await assert.rejects(restoreFile(damaged, url, options), /damaged|malformed/);
  await assert.rejects(restoreFile(join(folder, 'text.db'), url, options), /damaged/);
  await assert.rejects(restoreFile(join(folder, 'nothing.db'), url, options), /does not exist/);
  await assert.rejects(restoreFile(backup, url, { ...options, cipher: otherKeys }), { name: 'WrongEncryptionKeys' });
  assert.deepEqual(readdirSync(join(folder, 'elsewhere')), ['kasir.db.lock']);
  await restoreFile(backup, url, options);
  assert.ok(existsSync(join(folder, 'elsewhere', 'kasir.db')));
});
