import assert from 'node:assert/strict';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { NOON } from '../samples.ts';
import { KEY, storeTest } from '../temp-store.ts';
import { books, type Books } from './books.ts';

/** Where an attacker writes what he found in `table` before, and removes what was added since. */
async function putBack({ attack, rows }: Books, before: Readonly<Record<string, readonly object[]>>): Promise<void> {
  const text = (value: unknown): string =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  for (const [table, kept] of Object.entries(before)) {
    assert.ok((await rows(`SELECT * FROM ${table}`)).length >= kept.length);
    await attack(
      `DELETE FROM ${table}`,
      ...kept.map(
        (row) =>
          `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(text).join(', ')})`,
      ),
    );
  }
}

storeTest('books that only the server has written verify, before and after they are sealed', async (t) => {
  const { store, verify } = await books(t);
  const expected = { histories: 2, entries: 6, unlinked: 0, purged: 0 };
  for (let seal = 0; seal < 2; seal += 1) {
    const report = await verify();
    assert.deepEqual(report.findings, []);
    assert.deepEqual(report.payments, expected);
    assert.deepEqual(report.payouts, { histories: 1, entries: 2, unlinked: 0, purged: 0 });
    assert.equal(report.seals.seals, seal);
    await store.sealLedger(NOON);
  }
  await store.sealLedger(NOON + 1);
  assert.equal((await verify()).seals.seals, 1, 'nothing has changed, so nothing is sealed');
});

const ATTACKS: Readonly<Record<string, { readonly do: readonly string[]; readonly found: readonly string[] }>> = {
  'an edited entry': {
    do: ["UPDATE payment_history SET said = 'paid' WHERE said = 'two'"],
    found: ['pay_1 2: was changed, or belongs elsewhere'],
  },
  'an edited time': {
    do: ["UPDATE payment_history SET at = at + 1 WHERE said = 'one'"],
    found: ['pay_1 1: was changed, or belongs elsewhere'],
  },
  'an edited note': {
    do: ["UPDATE payment_history SET note = 'review: none' WHERE said = 'two'"],
    found: ['pay_1 2: has another note'],
  },
  'the last entry, deleted': {
    do: ["DELETE FROM payment_history WHERE said = 'four'"],
    found: ['pay_1 4: is missing'],
  },
  'the last two entries, deleted': {
    do: ["DELETE FROM payment_history WHERE said IN ('three', 'four')"],
    found: ['pay_1 3: and those up to 4 are missing'],
  },
  'the last entry, deleted, with a head that has one fewer': {
    do: [
      "DELETE FROM payment_history WHERE said = 'four'",
      "UPDATE ledger_heads SET entries = 3, link = (SELECT link FROM payment_history WHERE said = 'three') WHERE subject = 'pay_1'",
    ],
    found: ['pay_1 : its head was changed'],
  },
  'an entry in the middle, deleted': {
    do: ["DELETE FROM payment_history WHERE said = 'two'"],
    found: ['pay_1 2: is missing'],
  },
  'an entry in the middle, deleted, with the later ones renumbered': {
    do: [
      "DELETE FROM payment_history WHERE said = 'two'",
      "UPDATE payment_history SET number = number - 1 WHERE payment_id = 'pay_1' AND number > 2",
    ],
    found: [
      'pay_1 2: was changed, or belongs elsewhere',
      'pay_1 3: was changed, or belongs elsewhere',
      'pay_1 4: is missing',
    ],
  },
  'an added entry': {
    do: [
      `INSERT INTO payment_history (payment_id, at, source, said, from_status, to_status)
        VALUES ('pay_2', 1, 'inquiry', 'paid', 'creating', 'succeeded')`,
    ],
    found: ['pay_2 3: was not written by this server: it has no link'],
  },
  'an added entry with the link of another': {
    do: [
      `INSERT INTO payment_history (payment_id, at, source, said, from_status, to_status, number, link)
        SELECT 'pay_2', at, source, said, from_status, to_status, 3, link FROM payment_history WHERE said = 'four'`,
    ],
    found: ['pay_2 3: was changed, or belongs elsewhere', 'pay_2 3: was added after the head was written'],
  },
  'two entries that changed places': {
    do: [
      "UPDATE payment_history SET said = CASE said WHEN 'other' THEN 'another' ELSE 'other' END WHERE payment_id = 'pay_2'",
    ],
    found: ['pay_2 1: was changed, or belongs elsewhere', 'pay_2 2: was changed, or belongs elsewhere'],
  },
  'a whole payment, deleted': {
    do: [
      "DELETE FROM payment_history WHERE payment_id = 'pay_2'",
      "DELETE FROM payment_provider_references WHERE payment_id = 'pay_2'",
      "DELETE FROM payments WHERE id = 'pay_2'",
    ],
    found: ['pay_2 : was deleted; its history had 2 entries'],
  },
  'a whole payout, deleted': {
    do: ["DELETE FROM payout_history WHERE payout_id = 'po_1'", "DELETE FROM payouts WHERE id = 'po_1'"],
    found: ['po_1 : was deleted; its history had 2 entries'],
  },
  'a payment without its history, deleted with its head': {
    do: ["DELETE FROM payments WHERE id = 'pay_2'", "DELETE FROM ledger_heads WHERE subject = 'pay_2'"],
    found: ['pay_2 : was deleted; its history had 2 entries'],
  },
  'a deleted head': {
    do: ["DELETE FROM ledger_heads WHERE subject = 'pay_2'"],
    found: ['pay_2 : its head is missing'],
  },
  'a payment that is said to be unpaid': {
    do: ["UPDATE payments SET status = 'failed', received = '[]' WHERE id = 'pay_1'"],
    found: ['pay_1 : status was changed', 'pay_1 : received was changed'],
  },
  'another amount': {
    do: ["UPDATE payments SET amount = 1, refunded_amount = 7 WHERE id = 'pay_1'"],
    found: ['pay_1 : amount was changed', 'pay_1 : refunded_amount was changed'],
  },
  'a payment that is moved to another order': {
    do: ["UPDATE checkouts SET reference = 'order-77' WHERE id = 'co_1'"],
    found: ['pay_1 : order_reference was changed', 'pay_2 : order_reference was changed'],
  },
  'a refund, deleted': {
    do: ['DELETE FROM refund_provider_references', "DELETE FROM refunds WHERE id = 'rf_1'"],
    found: ['pay_1 : refunds was changed'],
  },
  'a refund that is said to have failed': {
    do: ["UPDATE refunds SET status = 'failed' WHERE id = 'rf_1'"],
    found: ['pay_1 : refunds was changed'],
  },
  'a payout to another bank': {
    do: ["UPDATE payouts SET bank_code = 'mandiri' WHERE id = 'po_1'"],
    found: ['po_1 : bank_code was changed'],
  },
  'a note that is erased although the customer is not forgotten': {
    do: ["UPDATE payment_history SET note = NULL, note_salt = NULL WHERE said = 'three'"],
    found: ['pay_1 3: has lost its note'],
  },
  'more erased than a note of a person': {
    do: [
      "UPDATE checkouts SET forgotten_at = 1 WHERE id = 'co_1'",
      "UPDATE payment_history SET note = NULL, note_salt = NULL WHERE payment_id = 'pay_1'",
    ],
    found: ['pay_1 2: has lost its note'],
  },
  'a note erased with its hash': {
    do: [
      "UPDATE checkouts SET forgotten_at = 1 WHERE id = 'co_1'",
      "UPDATE payment_history SET note = NULL, note_salt = NULL, note_hash = NULL WHERE said = 'three'",
    ],
    found: ['pay_1 3: was changed, or belongs elsewhere'],
  },
};

for (const [what, attack] of Object.entries(ATTACKS)) {
  storeTest(`verify-ledger names the payment and the entry: ${what}`, async (t) => {
    const opened = await books(t);
    // Only the first seal ends the time in which histories without a head are those of an earlier version.
    if (what === 'a deleted head') await opened.store.sealLedger(NOON);
    await opened.attack(...attack.do);
    assert.deepEqual(await opened.findings(), attack.found);
  });
}

storeTest('the histories of two payments that were swapped with their heads are named, entry by entry', async (t) => {
  const { attack, findings } = await books(t);
  await attack(
    "UPDATE payment_history SET payment_id = CASE payment_id WHEN 'pay_1' THEN 'pay_2' ELSE 'pay_1' END",
    "UPDATE ledger_heads SET subject = 'swap' WHERE subject = 'pay_1'",
    "UPDATE ledger_heads SET subject = 'pay_1' WHERE subject = 'pay_2'",
    "UPDATE ledger_heads SET subject = 'pay_2' WHERE subject = 'swap'",
  );
  const found = await findings();
  for (const place of ['pay_1 1', 'pay_1 2', 'pay_2 1', 'pay_2 2', 'pay_2 3', 'pay_2 4'])
    assert.ok(found.includes(`${place}: was changed, or belongs elsewhere`), place);
});

storeTest('an old chain put back with its head and rows is found by the seals, and named', async (t) => {
  const opened = await books(t);
  const { store, rows, findings } = opened;
  const tables = ['payment_history', 'payments', 'ledger_heads'];
  const before: Record<string, readonly object[]> = {};
  for (const table of tables) before[table] = await rows(`SELECT * FROM ${table}`);
  await store.transact(async (tx) => {
    await tx.appendHistory('pay_2', {
      at: NOON + 9,
      source: 'inquiry',
      said: 'paid',
      from: 'creating',
      to: 'succeeded',
    });
    await tx.updatePayment('pay_2', { status: 'succeeded', updatedAt: NOON + 9 });
  }, 'new');
  await store.sealLedger(NOON);
  assert.deepEqual(await findings(), []);

  await putBack(opened, before);
  assert.deepEqual(await findings(), ['pay_2 3: is missing; seal 1 has it']);

  await store.transact(
    (tx) =>
      tx.appendHistory('pay_2', { at: NOON + 9, source: 'clock', said: 'expired', from: 'creating', to: 'expired' }),
    'new',
  );
  assert.deepEqual(await findings(), ['pay_2 3: is another one than seal 1 has'], 'also when the server has gone on');
});

storeTest('a payment that was deleted with its head, its history and everything is found by the seals', async (t) => {
  const { store, attack, findings } = await books(t);
  await store.sealLedger(NOON);
  await attack(
    "DELETE FROM payment_history WHERE payment_id = 'pay_2'",
    "DELETE FROM payment_provider_references WHERE payment_id = 'pay_2'",
    "DELETE FROM payments WHERE id = 'pay_2'",
    "DELETE FROM ledger_heads WHERE subject = 'pay_2'",
  );
  assert.deepEqual(await findings(), ['pay_2 : was deleted; seal 1 has it']);
});

storeTest('seals follow each other: one that is changed, deleted or cut off is found', async (t) => {
  const { store, attack, rows, verify, findings, log } = await books(t);
  const change = (at: number) =>
    store.transact(
      (tx) => tx.appendHistory('pay_2', { at, source: 'clock', said: 'looked', from: 'creating', to: 'creating' }),
      'new',
    );
  for (let at = NOON; at < NOON + 3; at += 1) {
    await change(at);
    await store.sealLedger(at);
  }
  const kept = (await verify()).seals.newest ?? assert.fail();
  assert.deepEqual(
    log.filter((line) => line.startsWith('ledger')),
    (await rows('SELECT number, link FROM ledger_seals ORDER BY number')).map(
      ({ number, link }) => `ledger sealed ${JSON.stringify({ seal: number, link, histories: number === 1 ? 3 : 1 })}`,
    ),
    'each seal is logged',
  );
  assert.deepEqual(await findings([kept]), []);
  assert.deepEqual(await findings([{ ...kept, link: 'v1.other' }]), ['seal 3 : has another link than expected']);

  const [first] = await rows('SELECT body FROM ledger_seals WHERE number = 1');
  await attack("UPDATE ledger_seals SET body = replace(body, 'pay_2', 'pay_1') WHERE number = 1");
  assert.ok((await findings()).includes('seal 1 : was changed'));
  await attack(`UPDATE ledger_seals SET body = '${String(first?.['body'])}' WHERE number = 1`);
  assert.deepEqual(await findings(), []);

  await attack('DELETE FROM ledger_seals WHERE number = 3');
  assert.deepEqual(await findings(), [], 'the newest one can be cut off …');
  assert.deepEqual(await findings([kept]), ['seal 3 : is missing'], '… unless its link is kept elsewhere');
  await store.sealLedger(NOON + 4);
  assert.ok(log.some((line) => line.startsWith('ledger: a seal was removed or replaced')));

  await attack('DELETE FROM ledger_seals WHERE number = 1');
  assert.deepEqual(await findings(), ['seal 1 : is missing, with those up to 1']);
});

storeTest('links of a key that was rotated out can be checked while that key is given', async (t) => {
  const { findings } = await books(t);
  const next = Buffer.alloc(32, 8);
  assert.deepEqual(await findings([], createCipher([next, KEY])), []);
  const withoutKey = await findings([], createCipher([next]));
  assert.ok(
    withoutKey.includes('pay_1 1: cannot be checked: the key that it was linked with is not in KASIR_ENCRYPTION_KEYS'),
  );
  assert.ok(!withoutKey.some((one) => one.includes('was changed')));
});
