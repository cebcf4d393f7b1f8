import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Tx } from '../../../../server/payments/ports/ports.ts';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { openConnection } from '../../../../server/store/connection.ts';
import { databasePath } from '../../../../server/store/database-file.ts';
import { verifyLedger } from '../../../../server/store/ledger/verify-ledger.ts';
import { sqliteSql } from '../../../../server/store/sqlite-sql.ts';
import { ConstraintBroken } from '../../../../server/store/storage-errors.ts';
import { writePreviousVersion } from '../previous-version.ts';
import { entry, NOON } from '../samples.ts';
import { KEY, storeTest, tempFolder, tempStore } from '../temp-store.ts';
import { books } from './books.ts';

const DAY = 86_400_000;

storeTest(
  'a row that somebody else has changed is reported before it becomes part of the books, and stays reported',
  async (t) => {
    const { store, attack, findings, log } = await books(t);
    await attack("UPDATE payments SET refunded_amount = 50000 WHERE id = 'pay_1'");
    await store.transact((tx) => tx.updatePayment('pay_1', { review: undefined, updatedAt: NOON + 1 }), 'new');
    const suspect = 'refunded_amount changed';
    assert.deepEqual(
      log.filter((line) => line.startsWith('ledger')),
      [`ledger: rows were changed by something else than the server ${JSON.stringify({ subject: 'pay_1', suspect })}`],
    );
    const found = ['pay_1 : was changed by something else than the server: refunded_amount changed before entry 5'];
    assert.deepEqual(await findings(), found);
    await store.transact((tx) => tx.appendHistory('pay_1', entry()), 'new');
    assert.deepEqual(await findings(), found, 'for ever');
    assert.equal((await store.findPayment('pay_1'))?.review, undefined, 'the change itself is made');
  },
);

storeTest('a refund that somebody else has changed is reported when the server changes one', async (t) => {
  const { store, attack, findings } = await books(t);
  await attack("UPDATE refunds SET status = 'failed'");
  await store.transact((tx) => tx.updateRefund('rf_1', { status: 'succeeded', updatedAt: NOON + 1 }), 'new');
  assert.deepEqual(await findings(), [
    'pay_1 : was changed by something else than the server: refunds changed before entry 5',
  ]);
});

storeTest('a head that was deleted or edited is not made good by the next change', async (t) => {
  const { store, attack, findings } = await books(t);
  await store.sealLedger(NOON);
  await attack(
    "DELETE FROM payment_history WHERE said = 'four'",
    "DELETE FROM ledger_heads WHERE subject = 'pay_1'",
    "UPDATE ledger_heads SET entries = 1 WHERE subject = 'pay_2'",
  );
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_1', entry({ said: 'next' }));
    await tx.appendHistory('pay_2', entry({ said: 'next' }));
  }, 'new');
  const found = await findings();
  for (const one of [
    'pay_1 : was changed by something else than the server: head missing before entry 1',
    'pay_1 1: is there twice, or was moved',
    'pay_1 4: is missing; seal 1 has it',
    'pay_2 : was changed by something else than the server: head changed before entry 2',
    'pay_2 2: is there twice, or was moved',
  ])
    assert.ok(found.includes(one), `${one} is not among ${found.join('; ')}`);
});

storeTest('a unit of work that fails leaves no trace in the ledger', async (t) => {
  const { store, rows, findings } = await books(t);
  const before = await rows('SELECT * FROM ledger_heads');
  const failing = store.transact(async (tx) => {
    await tx.appendHistory('pay_1', entry());
    await tx.updatePayment('pay_1', { status: 'failed' });
    throw new Error('refused');
  }, 'new');
  await assert.rejects(failing, /refused/);
  assert.deepEqual(await rows('SELECT * FROM ledger_heads'), before);
  assert.deepEqual(await findings(), []);
});

storeTest('personal data are erased with the salts of their hashes; the chain still verifies', async (t) => {
  const { store, rows, findings, attack } = await books(t);
  await attack("UPDATE checkouts SET status = 'paid'", "UPDATE payments SET status = 'succeeded' WHERE id = 'pay_2'");
  const others = (await findings()).length;
  const hashed = await rows("SELECT note_hash FROM payment_history WHERE said = 'three'");
  assert.ok((await store.forgetPersonalData(NOON + DAY)) > 0);
  assert.deepEqual(await rows("SELECT note, note_salt FROM payment_history WHERE said = 'three'"), [
    { note: null, note_salt: null },
  ]);
  assert.deepEqual(await rows("SELECT note_hash FROM payment_history WHERE said = 'three'"), hashed);
  assert.deepEqual(await rows("SELECT note FROM payment_history WHERE said = 'two'"), [{ note: 'review: paid_late' }]);
  assert.equal((await findings()).length, others);
  assert.equal((await store.historyOf('pay_1'))[2]?.note, undefined);
});

storeTest('a note is hashed with a salt of its own', async (t) => {
  const { store, rows } = await books(t);
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_2', entry({ said: 'a', note: 'the same' }));
    await tx.appendHistory('pay_2', entry({ said: 'b', note: 'the same' }));
  }, 'new');
  const [a, b] = await rows("SELECT note_hash, note_salt FROM payment_history WHERE note = 'the same'");
  assert.notEqual(a?.['note_hash'], b?.['note_hash']);
  assert.match(String(a?.['note_salt']), /^[\w-]{22}$/);
});

test('rows of the books are not deleted, whatever statement tries', async (t) => {
  const { store, url } = await books(t);
  await store.sealLedger(NOON);
  const file = openConnection(databasePath(url));
  t.after(() => file.close());
  for (const table of [
    'checkouts',
    'payments',
    'payment_provider_references',
    'payment_history',
    'refunds',
    'refund_provider_references',
    'payouts',
    'payout_history',
    'ledger_heads',
    'ledger_seals',
  ]) {
    const count = (): unknown => file.query(`SELECT count(*) AS rows FROM ${table}`).rows;
    const before = count();
    assert.notDeepEqual(before, [{ rows: 0 }], table);
    assert.throws(
      () => file.query(`DELETE FROM ${table}`),
      (error) => error instanceof ConstraintBroken && error.message.includes(`rows of ${table} are not deleted`),
      table,
    );
    assert.deepEqual(count(), before);
  }
  assert.throws(() => file.query("UPDATE ledger_seals SET body = ''"), ConstraintBroken);
  const linked = "UPDATE payment_history SET link = 'v1.x' WHERE number = 1";
  assert.throws(() => file.query(linked), ConstraintBroken);
  assert.throws(() => file.query("UPDATE payment_history SET note_salt = 'x' WHERE number = 2"), ConstraintBroken);
});

test('histories of an earlier version are linked once, as they are', async (t) => {
  const folder = tempFolder(t);
  const old = openConnection(join(folder, 'kasir.db'));
  await writePreviousVersion(old);
  old.close();
  const store = await tempStore(t, { folder });
  const file = openConnection(join(folder, 'kasir.db'));
  t.after(() => file.close());
  const cipher = createCipher([KEY]);
  const verify = () => verifyLedger({ sql: sqliteSql(file), cipher });

  const unlinked = await verify();
  assert.deepEqual(unlinked.findings, []);
  assert.deepEqual([unlinked.payments.unlinked, unlinked.payouts.unlinked], [1, 1]);

  // What is changed before the first seal is linked by that change.
  await store.transact((tx) => tx.appendHistory('pay_1', entry({ said: 'after the upgrade' })), 'new');
  assert.deepEqual((await verify()).payments, { histories: 1, entries: 2, unlinked: 0, purged: 0 });
  await store.sealLedger(NOON);
  await store.sealLedger(NOON);
  const report = await verify();
  assert.deepEqual(report.findings, []);
  assert.deepEqual([report.payments.unlinked, report.payouts.unlinked, report.seals.seals], [0, 0, 1]);
  assert.deepEqual(file.query('SELECT number FROM payout_history').rows, [{ number: 1 }]);

  const triggers = file.query("SELECT name FROM sqlite_schema WHERE type = 'trigger'").rows;
  for (const { name } of triggers) file.exec(`DROP TRIGGER ${String(name)}`);
  file.exec("DELETE FROM ledger_heads WHERE subject = 'po_1'");
  await store.sealLedger(NOON + 1);
  assert.deepEqual(
    (await verify()).findings,
    [{ subject: 'po_1', problem: 'its head is missing' }],
    'a history that lost its head is not taken for one of an earlier version',
  );
});

storeTest('the chain goes on after a restart', async (t) => {
  const { store, url, findings, rows } = await books(t);
  await store.sealLedger(NOON);
  await store.close();
  const again = await tempStore(t, { url });
  await again.transact((tx) => tx.appendHistory('pay_1', entry()), 'new');
  await again.sealLedger(NOON + 1);
  assert.deepEqual(await findings(), []);
  assert.deepEqual(
    (await rows("SELECT number FROM payment_history WHERE payment_id = 'pay_1' ORDER BY position")).map(
      ({ number }) => number,
    ),
    [1, 2, 3, 4, 5],
  );
});

storeTest(
  'units of work that run at the same time keep their chains, and two sealers seal each state once',
  async (t) => {
    const { store, url, findings, rows } = await books(t);
    const other = await tempStore(t, { url, ...(url.startsWith('file:') ? { isShared: true } : {}) });
    const look = (at: number, id: string) => (tx: Tx) =>
      tx.appendHistory(id, { at, source: 'clock', said: `look ${at}`, from: 'creating', to: 'creating' });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        ...[0, 1, 2, 3].flatMap((each) =>
          ['pay_1', 'pay_2'].map((id) =>
            (each % 2 === 0 ? store : other).transact(look(NOON + each, id), { of: 'payment', id }),
          ),
        ),
        store.sealLedger(NOON + round),
        other.sealLedger(NOON + round),
      ]);
    }
    await store.sealLedger(NOON + 9);
    assert.deepEqual(await findings(), []);
    assert.deepEqual(
      await rows("SELECT entries, sealed FROM ledger_heads WHERE subject LIKE 'pay%' ORDER BY subject"),
      [
        { entries: 24, sealed: 1 },
        { entries: 22, sealed: 1 },
      ],
    );
    const bodies = (await rows('SELECT body FROM ledger_seals')).flatMap(({ body }) => String(body).split('\n'));
    assert.equal(new Set(bodies).size, bodies.length);
  },
);
