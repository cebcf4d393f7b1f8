import assert from 'node:assert/strict';
import { checkPostgres } from '../../../../server/cli/doctor/storage/check-postgres.ts';
import { checkSqlite } from '../../../../server/cli/doctor/storage/check-sqlite.ts';
import { clockReadings } from '../../../../server/cli/doctor/clock-readings.ts';
import type { Finding } from '../../../../server/cli/doctor/finding.ts';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { isPostgresUrl } from '../../../../server/store/is-postgres-url.ts';
import { books } from '../../store/ledger/books.ts';
import { KEY, storeTest } from '../../store/temp-store.ts';

storeTest('the doctor reads a storage in use: its keys, its settings, and changes nothing', async (t) => {
  const { url, rows } = await books(t);
  const clocks = clockReadings();
  const examined = (key: Buffer): Promise<Finding> => {
    const cipher = createCipher([key]);
    const signal = AbortSignal.timeout(10_000);
    return isPostgresUrl(url) ? checkPostgres({ url, cipher, poolSize: 10, clocks, signal }) : checkSqlite(url, cipher);
  };
  const before = await rows('SELECT * FROM payments');

  const wrong = await examined(Buffer.alloc(32, 9));
  assert.equal(wrong.status, 'fail');
  assert.match(wrong.fix ?? '', /KASIR_ENCRYPTION_KEYS/);

  const right = await examined(KEY);
  assert.match(right.message, /schema and encryption keys fit/);
  if (isPostgresUrl(url)) {
    // That of the tests does not wait for the disk.
    assert.equal(right.status, 'fail');
    assert.match(right.message, /fsync is off: confirmed payments can be lost/);
    assert.deepEqual(
      clocks.all().map(({ source }) => source),
      ['PostgreSQL'],
    );
  } else assert.equal(right.status, /is in memory \(tmpfs\)/.test(right.message) ? 'warn' : 'pass');

  assert.deepEqual(await rows('SELECT * FROM payments'), before);
});
