import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { migrateConnection } from '../../../server/store/migrate.ts';
import { SQLITE_MIGRATIONS as migrations } from '../../../server/store/migrations/all.ts';
import { sealColumn } from '../../../server/store/row.ts';
import { createCipher } from '../../../server/platform/crypto.ts';
import { KEY, tempFolder, tempStore } from './temp-store.ts';

test('reports that an earlier version stored are kept, and inquired about (D1)', async (t) => {
  const folder = tempFolder(t);
  const file = openConnection(join(folder, 'kasir.db'));
  await migrateConnection(file, Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0004')));
  file.exec(`INSERT INTO checkouts (id, reference, amount, currency, country, return_url, expires_at, capture, save_payment, status, sequence, created_at, updated_at)
    VALUES ('co_1', 'r', 150000, 'IDR', 'ID', 'https://shop.example', 1000, 'automatic', 'never', 'open', 2, 1, 5)`);
  const cipher = createCipher([KEY]);
  const sealed = (row: string, column: string, text: string) =>
    sealColumn(cipher, { table: 'payments', column, row }, text);
  const insert = (
    id: string,
    status: string,
    transactionIds: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
  ) =>
    file.query(
      `INSERT INTO payments (id, checkout_id, provider, channel, reference, amount, currency, status, expires_at, instruction,
        fields, ids, heard, transaction_id, review, captured_amount, refunded_amount, merchant_initiated, created_at, updated_at)
      VALUES (?, 'co_1', 'xendit', 'va_bca', ?, 150000, 'IDR', ?, 1000, ?, ?, '{"request":"pr-1"}', ?, ?, ?, ?, 0, 0, 1, 5)`,
      [
        id,
        `KSR${id}`,
        status,
        sealed(id, 'instruction', '{"kind":"none"}'),
        sealed(id, 'fields', '{}'),
        JSON.stringify(transactionIds),
        more['transaction'] ?? null,
        more['review'] ?? null,
        more['captured'] ?? null,
      ],
    );
  insert('pay_late', 'expired', ['py-1', 'py-2']);
  insert('pay_done', 'succeeded', [], { transaction: 'py-3', captured: 40_000 });
  insert('pay_twice', 'succeeded', ['py-5'], { transaction: 'py-4' });
  insert('pay_quiet', 'expired', []);
  insert('pay_review', 'expired', [], { transaction: 'py-6', review: 'paid_late' });
  // A job that is scheduled for later already keeps its time.
  file.exec(
    `INSERT INTO jobs (kind, key, lane, due_at, attempt, version, claimed) VALUES ('inquire', 'pay_twice', 'provider', 77, 3, 0, 0)`,
  );
  file.close();

  const startedAt = Date.now();
  const store = await tempStore(t, { folder });
  const late = (await store.findPayment('pay_late')) ?? assert.fail();
  assert.deepEqual(
    late.unconfirmed.map((report) => {
      const { receivedAt: _, ...said } = report;
      return said;
    }),
    ['py-1', 'py-2'].map((transactionId) => ({
      providerReferences: {},
      transactionId,
      outcome: 'paid',
      contradicted: 0,
    })),
  );
  // However old they are: they are not given up after the first inquiry.
  assert.ok(late.unconfirmed.every(({ receivedAt }) => receivedAt >= startedAt - 60_000));
  assert.deepEqual(
    [late.status, late.providerReferences, late.received, late.inquiries],
    ['expired', { request: 'pr-1' }, [], 0],
  );

  const done = await store.findPayment('pay_done');
  assert.deepEqual(done?.received, [{ transactionId: 'py-3', amount: 40_000, at: 5 }]);
  const twice = await store.findPayment('pay_twice');
  assert.deepEqual(twice?.received, [{ transactionId: 'py-4', amount: 150_000, at: 5 }]);
  assert.equal(twice.unconfirmed.length, 1);
  const reviewed = await store.findPayment('pay_review');
  assert.deepEqual([reviewed?.review, reviewed?.transactionId, reviewed?.received], ['paid_late', 'py-6', []]);

  const jobs = (await store.claimJobs(1_000, 10, 60_000)).filter(({ kind }) => kind === 'inquire');
  assert.deepEqual(
    jobs.map(({ key, retryCount }) => [key, retryCount]),
    [
      ['pay_late', 0],
      ['pay_twice', 3],
    ],
  );
});
