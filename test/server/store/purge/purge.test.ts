import assert from 'node:assert/strict';
import type { Tx } from '../../../../server/payments/ports/ports.ts';
import type { KeptReason } from '../../../../server/store/purge/kept-reason.ts';
import { event } from '../samples.ts';
import { storeTest } from '../temp-store.ts';
import { DAY, NOW, OLD, shop, type Order } from './old-orders.ts';

storeTest('of an old order only the last link of its history stays, and the ledger verifies', async (t) => {
  const { order, payout, purge, verify, rows, store } = await shop(t);
  await order();
  await payout();
  await store.sealLedger(OLD);
  await order(NOW - DAY);
  await store.sealLedger(NOW);
  const before = await rows();
  const { removed, kept, isComplete } = await purge();
  assert.deepEqual(removed, {
    ...{ events: 2, notifications: 1, refund_provider_references: 1, refunds: 1, saved_methods: 1 },
    ...{ payment_provider_references: 2, payment_history: 2, payments: 1, checkouts: 1 },
    ...{ payout_references: 1, payout_history: 1, payouts: 1, idempotency_records: 1, ledger_seals: 1 },
  });
  assert.deepEqual([kept, isComplete], [{}, true]);
  const after = await rows();
  assert.deepEqual(
    Object.fromEntries(Object.entries(before).map(([table, count]) => [table, count - (after[table] ?? 0)])),
    // The head of the seals is new.
    { ...Object.fromEntries(Object.keys(before).map((table) => [table, 0])), ...removed, ledger_heads: -1 },
    'nothing else is gone',
  );
  const report = await verify();
  assert.deepEqual(report.findings, []);
  assert.deepEqual(report.payments, { histories: 1, entries: 2, unlinked: 0, purged: 1 });
  assert.deepEqual(report.payouts, { histories: 0, entries: 0, unlinked: 0, purged: 1 });
  assert.equal(report.seals.seals, 1);
});

storeTest('a dry run counts and changes nothing, and so does a second purge', async (t) => {
  const { order, payout, purge, rows, store } = await shop(t);
  await order();
  await payout();
  await store.sealLedger(OLD);
  const before = await rows();
  assert.deepEqual((await purge({ dryRun: true })).removed, { checkouts: 1, payments: 1, refunds: 1, payouts: 1 });
  assert.deepEqual(await rows(), before);
  await purge();
  const after = await rows();
  assert.deepEqual(await purge(), { removed: {}, kept: {}, seal: undefined, isComplete: true });
  assert.deepEqual(await rows(), after);
});

/** What keeps an old order, and why. */
const KEEPS: Readonly<Record<string, readonly [KeptReason, (tx: Tx, order: Order) => Promise<unknown>]>> = {
  'an open checkout': ['open', (tx, { checkout }) => tx.updateCheckout(checkout, { status: 'open' })],
  'an unknown payment': ['open', (tx, { payment }) => tx.updatePayment(payment, { status: 'unknown' })],
  'held money': ['open', (tx, { payment }) => tx.updatePayment(payment, { status: 'authorized' })],
  'an undecided refund': ['open', (tx, { refund }) => tx.updateRefund(refund, { status: 'processing' })],
  'a review': ['review', (tx, { payment }) => tx.updatePayment(payment, { review: 'paid_late' })],
  'a refund that was only claimed': [
    'review',
    (tx, { payment }) =>
      tx.updatePayment(payment, { refundClaims: [{ providerReferences: { refund: 'x' }, receivedAt: OLD }] }),
  ],
  'an event that is still sent': [
    'undelivered',
    (tx, { checkout }) =>
      tx.insertEvent(
        event({ id: 'evt_sent', stream: checkout, sequence: 2, deliveredAt: undefined, deliveryExhausted: false }),
      ),
  ],
  'an event that was given up': [
    'undelivered',
    (tx, { checkout }) =>
      tx.insertEvent(event({ id: 'evt_given_up', stream: checkout, sequence: 2, deliveredAt: undefined })),
  ],
  'a scheduled inquiry': [
    'scheduled',
    (tx, { payment }) => tx.scheduleJob({ kind: 'inquire', key: payment, runAt: NOW, notified: false }),
  ],
  'a saved method that can be charged': [
    'saved_method',
    (tx, { method }) => tx.updateSavedMethod(method, { status: 'active' }),
  ],
  'a late change': ['recent', (tx, { payment }) => tx.updatePayment(payment, { updatedAt: NOW - DAY })],
};

storeTest('what is open, undecided, undelivered or in use stays, with all of its rows', async (t) => {
  const { order, purge, rows, verify, store } = await shop(t);
  for (const [, change] of Object.values(KEEPS)) {
    const made = await order();
    await store.transact(async (tx) => void (await change(tx, made)), { of: 'checkout', id: made.checkout });
  }
  await store.sealLedger(NOW);
  const before = await rows();
  const { kept, removed } = await purge();
  const reasons = Object.values(KEEPS).map(([reason]) => reason);
  assert.deepEqual(
    kept,
    Object.fromEntries([...new Set(reasons)].map((one) => [one, reasons.filter((other) => other === one).length])),
  );
  // Of what stays, only what was delivered and the answers of old requests go.
  assert.deepEqual(Object.keys(removed).toSorted(), ['events', 'idempotency_records']);
  const after = await rows();
  assert.deepEqual({ ...after, events: before['events'], idempotency_records: before['idempotency_records'] }, before);
  assert.deepEqual((await verify()).findings, []);
});

storeTest('an interrupted purge keeps what it has done, and the next one goes on', async (t) => {
  const { order, purge, rows, verify, store } = await shop(t);
  for (let count = 0; count < 102; count += 1) await order(OLD + count);
  await store.sealLedger(OLD);
  const stop = new AbortController();
  const first = await purge({ signal: stop.signal, onStep: () => stop.abort() });
  assert.deepEqual([first.isComplete, first.removed.checkouts], [false, 100]);
  assert.deepEqual((await verify()).findings, []);
  const second = await purge();
  assert.deepEqual([second.isComplete, second.removed.checkouts], [true, 2]);
  assert.equal((await rows())['checkouts'], undefined);
});

storeTest('the archive gets every row before it is deleted', async (t) => {
  const { order, purge } = await shop(t);
  const { payment } = await order();
  const lines: string[] = [];
  let flushed = 0;
  const { removed } = await purge({
    archive: {
      add: (table, rows) => lines.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`)),
      flush: () => (flushed = lines.length),
    },
  });
  const count = (table: string): number => lines.filter((line) => line.startsWith(`${table} `)).length;
  for (const table of ['payments', 'payment_history', 'refunds', 'checkouts'] as const)
    assert.equal(count(table), removed[table], table);
  assert.ok(lines.some((line) => line.startsWith('payments') && line.includes(payment)));
  assert.equal(flushed, lines.length);
});
