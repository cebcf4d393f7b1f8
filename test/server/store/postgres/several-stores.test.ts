import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { StorageUnavailable, type Aggregate, type Store, type Tx } from '../../../../server/payments/ports/ports.ts';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { openStore } from '../../../../server/store/open-store.ts';
import { Client } from 'pg';
import { migratedDatabase } from '../../../support/migrated-database.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';
import { bareCheckout, event, fullCheckout, fullPayment, payout, refund, savedMethod } from '../samples.ts';
import { KEY, quiet } from '../temp-store.ts';

/** Stores of several instances on one database, which has the checkouts `co_1` and `co_2` and the payment `pay_1`. */
async function stores(t: TestContext, poolSize?: number): Promise<readonly [Store, Store]> {
  const url = await migratedDatabase();
  const open = async (): Promise<Store> => {
    const store = await openStore({ url, poolSize, clock: virtualClock(), cipher: createCipher([KEY]), log: quiet });
    t.after(() => store.close());
    return store;
  };
  const [one, other] = [await open(), await open()];
  await one.transact(async (tx) => {
    await tx.insertCheckout(fullCheckout());
    await tx.insertCheckout(bareCheckout());
    await tx.insertPayment(fullPayment());
    await tx.insertRefund(refund());
    await tx.insertSavedMethod(savedMethod());
    await tx.insertPayout(payout());
  }, 'new');
  return [one, other];
}

/** A unit of work that stays open until `end` is called. */
async function openUnit(store: Store, aggregate: Aggregate, work: (tx: Tx) => Promise<void> = async () => undefined) {
  let end: () => void = () => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    ended = store.transact(async (tx) => {
      await work(tx);
      resolve();
      await ending;
    }, aggregate);
  });
  return { end, ended };
}

const SAME: Readonly<Record<string, readonly Aggregate[]>> = {
  'a checkout': [
    { of: 'checkout', id: 'co_1' },
    { of: 'payment', id: 'pay_1' },
    { of: 'refund', id: 'rf_1' },
    { of: 'saved_method', id: 'tok_1' },
    { of: 'stream', id: 'co_1' },
  ],
  'a payout': [
    { of: 'payout', id: 'po_1' },
    { of: 'stream', id: 'po_1' },
  ],
};

for (const [name, aggregates] of Object.entries(SAME))
  test(`units of ${name}, by whatever they name it, run one after another on all instances`, async (t) => {
    const [one, other] = await stores(t);
    for (const aggregate of aggregates) {
      const order: string[] = [];
      const first = await openUnit(one, aggregates[0]!);
      const second = other.transact(async () => void order.push('second'), aggregate);
      await other.transact(async () => void order.push('another aggregate'), { of: 'checkout', id: 'co_2' });
      order.push('first');
      first.end();
      await Promise.all([first.ended, second]);
      assert.deepEqual(order, ['another aggregate', 'first', 'second'], JSON.stringify(aggregate));
    }
  });

test('what a unit reads of its aggregate is what it changes: no update of another instance is lost', async (t) => {
  const both = await stores(t);
  const raise = (store: Store): Promise<void> =>
    store.transact(
      async (tx) => {
        const { sequence } = (await tx.findCheckout('co_1'))!;
        await tx.updateCheckout('co_1', { sequence: sequence + 1 });
      },
      { of: 'payment', id: 'pay_1' },
    );
  const before = (await both[0].findCheckout('co_1'))!.sequence;
  await Promise.all(Array.from({ length: 40 }, (_, index) => raise(both[index % 2]!)));
  assert.equal((await both[1].findCheckout('co_1'))!.sequence, before + 40);
});

test('a job is claimed by one of the instances that claim at the same moment', async (t) => {
  const both = await stores(t);
  await both[0].transact(async (tx) => {
    for (let n = 0; n < 60; n += 1) await tx.scheduleJob({ kind: 'inquire', key: `pay_${n}`, runAt: 1 });
  }, 'new');
  const claims = await Promise.all(Array.from({ length: 12 }, (_, index) => both[index % 2]!.claimJobs(10, 5, 1_000)));
  const ids = claims.flat().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  while (ids.length < 60) ids.push(...(await both[0].claimJobs(10, 5, 1_000)).map(({ id }) => id));
  assert.equal(new Set(ids).size, 60);
});

test('a reader of the event log misses no event that is committed later than one that was inserted after it', async (t) => {
  const [one, other] = await stores(t);
  const late = await openUnit(one, { of: 'checkout', id: 'co_1' }, (tx) =>
    tx.insertEvent({ ...event(), id: 'evt_1', stream: 'co_1', sequence: 1 }),
  );
  await other.transact((tx) => tx.insertEvent({ ...event(), id: 'evt_2', stream: 'co_2', sequence: 1 }), 'new');
  const read = await other.listEvents({ limit: 10 });
  assert.deepEqual(
    read.data.map(({ id }) => id),
    ['evt_2'],
  );
  late.end();
  await late.ended;
  const all = await other.listEvents({ limit: 1 });
  assert.deepEqual(
    all.data.map(({ id }) => id),
    ['evt_2'],
  );
  const rest = await one.listEvents({ limit: 10, cursor: all.nextCursor! });
  assert.deepEqual(
    rest.data.map(({ id }) => id),
    ['evt_1'],
  );
});

test('readers on several instances see one order of events, without a gap, while others write', async (t) => {
  const both = await stores(t);
  const writer = async (name: string): Promise<void> => {
    for (let sequence = 1; sequence <= 30; sequence += 1)
      await both[sequence % 2]!.transact(
        (tx) => tx.insertEvent({ ...event(), id: `evt_${name}${sequence}`, stream: name, sequence }),
        'new',
      );
  };
  const read: string[][] = [[], []];
  let isWritten = false;
  const reader = async (store: Store, into: string[]): Promise<void> => {
    let cursor: string | undefined;
    for (;;) {
      const isLast = isWritten;
      const page = await store.listEvents({ limit: 7, cursor });
      into.push(...page.data.map(({ id }) => id));
      const last = page.data.at(-1);
      if (last !== undefined) cursor = Buffer.from(last.id).toString('base64url');
      else if (isLast) return;
    }
  };
  const readers = both.map((store, index) => reader(store, read[index]!));
  await Promise.all(['a', 'b', 'c', 'd'].map(writer));
  isWritten = true;
  await Promise.all(readers);
  assert.equal(new Set(read[0]).size, 120);
  assert.deepEqual(read[0], read[1]);
});

test('an instance stays alive while all connections are in use', async (t) => {
  const [one, other] = await stores(t, 1);
  await one.addInstance('one', 60_000);
  const unit = await openUnit(one, { of: 'checkout', id: 'co_1' });
  const waiting = one.findCheckout('co_1');
  await assert.rejects(waiting, StorageUnavailable);
  assert.equal(await one.renewInstance('one', 60_000), true);
  assert.equal(await other.takeLease('key', 'one', 'holding'), true);
  unit.end();
  await unit.ended;
});

test('of two payouts with one reference at the same moment, one is stored and the other gets its id', async (t) => {
  const both = await stores(t);
  for (let round = 1; round <= 10; round += 1) {
    const insert = (index: 0 | 1) =>
      both[index].transact(
        (tx) =>
          tx.insertPayout({
            ...payout(),
            id: `po_${round}_${index}`,
            reference: `round ${round}`,
            merchantReference: `M${round}${index}`,
          }),
        'new',
      );
    const [one, other] = await Promise.all([insert(0), insert(1)]);
    assert.deepEqual([one, other].filter((holder) => holder === undefined).length, 1);
    assert.equal(one ?? other, one === undefined ? `po_${round}_0` : `po_${round}_1`);
  }
});

test('a token that two units of work look for at the same moment is kept by one of them', async (t) => {
  const both = await stores(t);
  const keep = (index: 0 | 1) =>
    both[index].transact(
      async (tx) => {
        const known = await tx.savedMethodsByToken('bank-of-tests', 'pt-new');
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (known.length === 0)
          await tx.insertSavedMethod({ ...savedMethod(), id: `tok_new${index}`, token: 'pt-new' });
      },
      { of: 'checkout', id: index === 0 ? 'co_1' : 'co_2' },
    );
  await Promise.all([keep(0), keep(1)]);
  assert.equal((await both[0].savedMethodsByToken('bank-of-tests', 'pt-new')).length, 1);
});

test('a lease that a new instance takes over while those of the lapsed one are freed stays taken', async (t) => {
  const url = await migratedDatabase();
  const store = await openStore({ url, clock: virtualClock(), cipher: createCipher([KEY]), log: quiet });
  const client = new Client({ connectionString: url });
  await client.connect();
  t.after(async () => {
    await client.end();
    await store.close();
  });
  await client.query(`INSERT INTO instances (id, until) VALUES ('lapsed', 0)`);
  await client.query(`INSERT INTO leases (key, holder, turn) VALUES ('key', 'lapsed', 'turn 1')`);
  await client.query(`INSERT INTO jobs (kind, key, lane, due_at, retry_count, version, claimed, claimed_by)
    VALUES ('inquire', 'pay_1', '', 0, 0, 0, 1, 'lapsed')`);
  await client.query('BEGIN');
  await client.query(`INSERT INTO instances (id, until) VALUES ('new', ${Number.MAX_SAFE_INTEGER})`);
  await client.query(`UPDATE leases SET holder = 'new', turn = 'turn 2'`);
  await client.query(`UPDATE jobs SET claimed_by = 'new', due_at = 9`);
  const freeing = store.removeLapsedInstances();
  while ((await client.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length === 0);
  await client.query('COMMIT');
  assert.equal(await freeing, 1);
  assert.deepEqual((await client.query('SELECT key, holder, turn FROM leases')).rows, [
    { key: 'key', holder: 'new', turn: 'turn 2' },
  ]);
  assert.deepEqual((await client.query('SELECT claimed, claimed_by FROM jobs')).rows, [
    { claimed: 1, claimed_by: 'new' },
  ]);
});
