import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { openConnection } from '../../../server/store/connection.ts';
import { tempFolder, tempStore } from './temp-store.ts';

test('the check of the store misses each table that is not there', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  for (const table of ['payments', 'jobs', 'idempotency_records']) {
    file.exec(`ALTER TABLE ${table} RENAME TO away`);
    await assert.rejects(
      store.check(1),
      (error) => error instanceof StorageUnavailable && error.message.includes(`no such table: ${table}`),
    );
    file.exec(`ALTER TABLE away RENAME TO ${table}`);
    await store.check(1);
  }
});

test('what the check writes takes no room afterwards', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  await store.check(1);
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  assert.deepEqual(file.query('SELECT filler FROM seen_time').rows, [{ filler: null }]);
});
