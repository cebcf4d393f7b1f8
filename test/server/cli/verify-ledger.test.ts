import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readStorageSettings } from '../../../server/config/storage-settings.ts';
import { NOON } from '../store/samples.ts';
import { books } from '../store/ledger/books.ts';
import { KEY, storeTest, tempFolder } from '../store/temp-store.ts';
import { runKasir } from './run-kasir.ts';

storeTest('verify-ledger: what is in the books, the newest seal, findings, and the exit code', async (t) => {
  const { store, url, attack, rows } = await books(t);
  await store.sealLedger(NOON);
  const environment = {
    DATABASE_URL: url,
    KASIR_ENCRYPTION_KEYS: KEY.toString('base64'),
  };
  const seal = `1:${String((await rows('SELECT link FROM ledger_seals'))[0]?.['link'])}`;
  const before = await rows('SELECT * FROM ledger_heads');
  assert.deepEqual(await runKasir(['verify-ledger', '--seal', seal], environment), {
    code: 0,
    out: `payments  2 with 6 entries
payouts   1 with 2 entries
seals     1, the newest of 2026-04-01T05:00:00.000Z: ${seal}
nothing found
`,
    err: '',
  });

  await attack("DELETE FROM payment_history WHERE said = 'four'", "UPDATE payments SET amount = 1 WHERE id = 'pay_2'");
  const found = await runKasir(['verify-ledger', '--json', '--seal', '7:v1.x.y'], environment);
  assert.equal(found.code, 1);
  assert.deepEqual(JSON.parse(found.out), {
    ok: false,
    payments: { histories: 2, entries: 5, unlinked: 0, purged: 0 },
    payouts: { histories: 1, entries: 2, unlinked: 0, purged: 0 },
    seals: { count: 1, newest: { at: '2026-04-01T05:00:00.000Z', seal } },
    findings: [
      { subject: 'pay_1', entry: 4, problem: 'is missing' },
      { subject: 'pay_2', problem: 'amount was changed' },
      { subject: 'pay_1', entry: 4, problem: 'is missing; seal 1 has it' },
      { subject: 'seal 7', problem: 'is missing' },
    ],
  });
  assert.deepEqual(await rows('SELECT * FROM ledger_heads'), before, 'it changes nothing');
});

test('verify-ledger: says what it cannot use', async (t) => {
  const { url } = await books(t);
  const [wrongSeal, noKeys, otherKeys, noFile] = await Promise.all([
    runKasir(['verify-ledger', '--seal', 'newest'], {}),
    runKasir(['verify-ledger'], { DATABASE_URL: url }),
    runKasir(['verify-ledger'], {
      DATABASE_URL: url,
      KASIR_ENCRYPTION_KEYS: Buffer.alloc(32, 9).toString('base64'),
    }),
    runKasir(['verify-ledger'], {
      DATABASE_URL: `file:${join(tempFolder(t), 'other.db')}`,
      KASIR_ENCRYPTION_KEYS: KEY.toString('base64'),
    }),
  ]);
  assert.equal(wrongSeal.code, 64);
  assert.match(wrongSeal.err, /^--seal must be <number>:<link>/);
  assert.deepEqual(noKeys, { code: 78, out: '', err: 'KASIR_ENCRYPTION_KEYS is required\n' });
  assert.equal(otherKeys.code, 1);
  assert.match(otherKeys.err, /^kasir verify-ledger: none of these keys decrypts the stored data/);
  assert.equal(noFile.code, 1);
  assert.match(noFile.err, /^kasir verify-ledger: DATABASE_URL: there is no database at .*other\.db\n$/);
});

test('its settings are read from the environment or from files', () => {
  const key = KEY.toString('base64');
  const read = (environment: Record<string, string>) =>
    readStorageSettings(environment, (path) => ({ text: `${key}\n`, worldReadable: path === '/open' }));
  const settings = read({ DATABASE_URL: 'file:./a.db', KASIR_ENCRYPTION_KEYS_FILE: '/key' });
  assert.ok(settings.ok);
  assert.deepEqual([settings.url, settings.keys.map((each) => each.reveal())], ['file:./a.db', [key]]);
  for (const [environment, variables] of [
    [{ DATABASE_URL: 'mysql://x', KASIR_ENCRYPTION_KEYS: 'short' }, ['DATABASE_URL', 'KASIR_ENCRYPTION_KEYS']],
    [{ KASIR_ENCRYPTION_KEYS_FILE: '/open' }, ['KASIR_ENCRYPTION_KEYS_FILE']],
  ] as const) {
    const faulty = read(environment);
    assert.ok(!faulty.ok);
    assert.deepEqual([...new Set(faulty.faults.map(({ variable }) => variable))], variables);
  }
});
