import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommitUnknown } from '../../../../server/payments/ports/ports.ts';
import type { Sql } from '../../../../server/store/sql.ts';
import { ConstraintBroken } from '../../../../server/store/storage-errors.ts';
import { keep, postgresRig, raw } from './rig.ts';

test('a unit is committed as a whole; one that fails leaves nothing and gets its own error', async (t) => {
  const { run, kept } = await postgresRig(t);
  assert.equal(await run(keep('one')), 'one');
  const own = new Error('of the domain');
  await assert.rejects(
    run(async (sql) => {
      await keep('two')(sql);
      throw own;
    }),
    (error) => error === own,
  );
  assert.deepEqual(await kept(), ['one']);
});

test('a statement that was not awaited cannot run after its unit has ended', async (t) => {
  const { run, kept } = await postgresRig(t);
  let leaked: Sql | undefined;
  await run(async (sql) => {
    leaked = sql;
  });
  await assert.rejects(keep('late')(leaked!), /after the end of its unit of work/);
  assert.deepEqual(await kept(), []);
});

test('statements of one unit that are sent at the same time run one after another', async (t) => {
  const { run, kept } = await postgresRig(t);
  await run((sql) => Promise.all(['c', 'a', 'b'].map((key) => keep(key)(sql))));
  assert.deepEqual(await kept(), ['a', 'b', 'c']);
});

test('a unit that has caught the error of a statement is not taken for stored', async (t) => {
  const { run, kept } = await postgresRig(t);
  await assert.rejects(
    run(async (sql) => {
      await keep('one')(sql);
      await sql.change(raw('INSERT INTO kept VALUES (NULL, 0)')).catch(() => undefined);
      return 'stored';
    }),
    ConstraintBroken,
  );
  assert.deepEqual(await kept(), []);
});

test('units that block each other in a circle all succeed', async (t) => {
  const { run, query } = await postgresRig(t);
  await query(`INSERT INTO kept VALUES ('a', 0), ('b', 0)`);
  const raise = (key: string) => raw('UPDATE kept SET n = n + 1 WHERE key = $1', key);
  let bothHoldOne: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    bothHoldOne = resolve;
  });
  let holding = 0;
  const inOrder = (first: string, second: string) =>
    run(async (sql) => {
      await sql.change(raise(first));
      holding += 1;
      if (holding === 2) bothHoldOne();
      await held;
      await sql.change(raise(second));
    });
  await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
  assert.deepEqual(await query('SELECT key, n::int FROM kept ORDER BY key'), [
    { key: 'a', n: 2 },
    { key: 'b', n: 2 },
  ]);
  assert.ok(holding > 2, 'one of them was run again');
});

test('a serialization failure is not shown: the unit is run again', async (t) => {
  const { run, kept } = await postgresRig(t);
  let runs = 0;
  await run(async (sql) => {
    runs += 1;
    await keep(`run ${runs}`)(sql);
    if (runs < 4) await sql.change(raw(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`));
  });
  assert.deepEqual(await kept(), ['run 4']);
});

test('of two units that insert the same at the same moment, the second is run again and sees the first', async (t) => {
  const { run } = await postgresRig(t);
  let runs = 0;
  const insertOrFind = (value: string) =>
    run(async (sql) => {
      runs += 1;
      const found = await sql.first(raw('SELECT n FROM kept WHERE key = $1', 'same'));
      if (found !== undefined) return `${value} found it`;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
      await keep('same')(sql);
      return 'inserted';
    });
  const [one, other] = await Promise.all([insertOrFind('one'), insertOrFind('other')]);
  assert.deepEqual([one, other].sort(), ['inserted', one === 'inserted' ? 'other found it' : 'one found it']);
  assert.equal(runs, 3);
});

test('a unique value that stays taken is a broken constraint after three runs', async (t) => {
  const { run } = await postgresRig(t);
  await run(keep('taken'));
  let runs = 0;
  await assert.rejects(
    run((sql) => {
      runs += 1;
      return keep('taken')(sql);
    }),
    (error: Error) => error instanceof ConstraintBroken && !error.message.includes('taken'),
  );
  assert.equal(runs, 3);
});

test('a connection that is lost before the commit was sent: the unit is run again, and stored once', async (t) => {
  const { run, kept, proxy } = await postgresRig(t);
  let runs = 0;
  await run(async (sql) => {
    runs += 1;
    await keep(`run ${runs}`)(sql);
    if (runs > 1) return;
    proxy.cut();
    await keep('on a lost connection')(sql);
  });
  assert.equal(runs, 2);
  assert.deepEqual(await kept(), ['run 2']);
});

for (const when of ['before', 'after'] as const)
  test(`a connection that is lost during the commit, ${when} the server got it: unknown, and not run again`, async (t) => {
    const { run, kept, proxy } = await postgresRig(t);
    let runs = 0;
    // With the end of the text: BEGIN names READ COMMITTED.
    proxy.cutAt('COMMIT\0', when);
    await assert.rejects(
      run((sql) => {
        runs += 1;
        return keep('once')(sql);
      }),
      (error: Error) => error instanceof CommitUnknown && /whose outcome is unknown/.test(error.message),
    );
    assert.equal(runs, 1);
    assert.deepEqual(await kept(), when === 'after' ? ['once'] : []);
    assert.equal(await run(keep('next')), 'next');
  });

const sendKeep = (key: string) => (sql: Sql) => sql.send(raw('INSERT INTO kept VALUES ($1, 0)', key));

test('what nobody waits for is sent with the commit: an error of it undoes the unit', async (t) => {
  const { run, kept } = await postgresRig(t);
  await run(sendKeep('one'));
  await assert.rejects(
    run(async (sql) => {
      await sendKeep('two')(sql);
      await sql.send(raw('INSERT INTO kept VALUES (NULL, 0)'));
      await sendKeep('three')(sql);
    }),
    ConstraintBroken,
  );
  assert.deepEqual(await kept(), ['one']);
});

test('a change that finds no row undoes the unit, although its commit was sent with it', async (t) => {
  const { run, kept } = await postgresRig(t);
  const none = new Error('there is no such row');
  const raise = (sql: Sql, key: string) => sql.send(raw('UPDATE kept SET n = 1 WHERE key = $1', key), () => none);
  await run(async (sql) => {
    await sendKeep('one')(sql);
    await raise(sql, 'one');
  });
  await assert.rejects(
    run(async (sql) => {
      await sendKeep('two')(sql);
      await raise(sql, 'nobody');
    }),
    (error) => error === none,
  );
  assert.deepEqual(await kept(), ['one']);
});

test('what is needed later is known within the unit, and after its commit', async (t) => {
  const { run } = await postgresRig(t);
  const [within, after] = await run(async (sql) => {
    const first = await sql.changeLater(raw('INSERT INTO kept VALUES ($1, 0), ($2, 0)', 'a', 'b'));
    const second = await sql.changeLater(raw('UPDATE kept SET n = 1'));
    return [await first(), second] as const;
  });
  assert.deepEqual([within, await after()], [2, 2]);
});

test('a conflict that the server reports before the commit of the same message: nothing is unknown, it is run again', async (t) => {
  const { run, kept } = await postgresRig(t);
  let runs = 0;
  await run(async (sql) => {
    runs += 1;
    await sendKeep(`run ${runs}`)(sql);
    if (runs < 3) await sql.send(raw(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`));
  });
  assert.deepEqual([runs, await kept()], [3, ['run 3']]);
});

for (const when of ['before', 'after'] as const)
  test(`a connection that is lost with a message that has the whole unit, ${when} the server got it: unknown`, async (t) => {
    const { run, kept, proxy } = await postgresRig(t);
    let runs = 0;
    proxy.cutAt('COMMIT\0', when);
    await assert.rejects(
      run((sql) => {
        runs += 1;
        return sendKeep('once')(sql);
      }),
      CommitUnknown,
    );
    assert.equal(runs, 1);
    assert.deepEqual(await kept(), when === 'after' ? ['once'] : []);
  });
