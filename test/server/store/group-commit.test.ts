import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import type { Connection } from '../../../server/store/connection.ts';
import { openDatabaseFile, disableBusyWait } from '../../../server/store/database-file.ts';
import { createGroupCommit, type GroupCommit } from '../../../server/store/group-commit.ts';
import { migrateConnection } from '../../../server/store/migrate.ts';
import type { Sql } from '../../../server/store/sql.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import type { Pause } from '../../../server/store/while-busy.ts';
import { bareCheckout } from './samples.ts';
import { quiet, tempFolder, tempStore } from './temp-store.ts';

interface Rig {
  readonly commits: GroupCommit;
  /** The writing connection itself. */
  readonly writer: Connection;
  /** The statements of `exec`, in order. */
  readonly commands: string[];
  /** What was logged as an error or a warning. */
  readonly logged: string[];
  /** Another connection, as the store's reads have it. */
  readonly reader: Connection;
  /** Throws instead of the command, once. */
  failOn(command: string, error?: Error): void;
  kept(): readonly string[];
  count(command: string): number;
}

async function rig(t: TestContext, pause?: Pause): Promise<Rig> {
  const path = join(tempFolder(t), 'kasir.db');
  const writer = openDatabaseFile(path);
  disableBusyWait(writer);
  await migrateConnection(writer);
  const reader = openDatabaseFile(path, { readOnly: true });
  t.after(() => [reader, writer].forEach((connection) => connection.close()));
  const commands: string[] = [];
  const logged: string[] = [];
  const failures = new Map<string, Error>();
  const spied: Connection = {
    ...writer,
    get inTransaction() {
      return writer.inTransaction;
    },
    exec(sql) {
      commands.push(sql);
      const failure = failures.get(sql);
      failures.delete(sql);
      if (failure !== undefined) throw failure;
      writer.exec(sql);
    },
  };
  const log = {
    ...quiet,
    error: (_: object, text: string) => logged.push(text),
    warn: (_: object, text: string) => logged.push(text),
  };
  return {
    commits: createGroupCommit(spied, { clock: virtualClock(), log, ...(pause && { pause }) }),
    writer,
    commands,
    logged,
    reader,
    failOn: (command, error = new StorageUnavailable(`${command} failed`)) => failures.set(command, error),
    kept: () =>
      reader.query('SELECT key FROM idempotency_records ORDER BY rowid').rows.map((row) => String(row['key'])),
    count: (command) => commands.filter((each) => each === command).length,
  };
}

const keep =
  (key: string) =>
  async (sql: Sql): Promise<string> => {
    const row = { scope: 's', key, fingerprint: 'f', resource_id: 'r', status: null, body: null, created_at: 1 };
    await sql.change(sql.build.insertInto('idempotency_records').values(row));
    return key;
  };

const range = (length: number): string[] => Array.from({ length }, (_, at) => `k${String(at).padStart(3, '0')}`);

test('units of one turn of the event loop share one commit, in the order of the calls', async (t) => {
  const { commits, count, kept } = await rig(t);
  const keys = range(50);
  assert.deepEqual(await Promise.all(keys.map((key) => commits.run(keep(key)))), keys);
  assert.equal(count('BEGIN IMMEDIATE'), 1);
  assert.equal(count('COMMIT'), 1);
  assert.deepEqual(kept(), keys);
});

test('a unit that is alone in its commit takes no statement beside those of the transaction', async (t) => {
  const { commits, commands, kept } = await rig(t);
  await commits.run(keep('alone'));
  assert.deepEqual(commands, ['BEGIN IMMEDIATE', 'COMMIT']);
  assert.deepEqual(kept(), ['alone']);
});

test('a unit that is alone and fails leaves nothing, gets its own error, and work goes on', async (t) => {
  const { commits, kept, logged, writer } = await rig(t);
  const failure = new RangeError('that is not allowed');
  const half = commits.run(async (sql) => {
    await keep('half')(sql);
    throw failure;
  });
  await assert.rejects(half, (error: unknown) => error === failure);
  assert.equal(writer.inTransaction, false);
  await commits.run(keep('next'));
  assert.deepEqual(kept(), ['next']);
  assert.deepEqual(logged, []);
});

test('a unit that goes on after the end of its transaction is not acknowledged', async (t) => {
  const { commits, kept, writer } = await rig(t);
  const ended = commits.run(async (sql) => {
    await keep('lost')(sql);
    writer.exec('ROLLBACK');
  });
  await assert.rejects(ended, StorageUnavailable);
  await commits.run(keep('next'));
  assert.deepEqual(kept(), ['next']);
});

test('units submitted while others are committed go into the next commit', async (t) => {
  const { commits, count, kept } = await rig(t);
  const first = commits.run(keep('first'));
  const following = first.then(() => Promise.all([commits.run(keep('second')), commits.run(keep('third'))]));
  await following;
  assert.equal(count('COMMIT'), 2);
  assert.deepEqual(kept(), ['first', 'second', 'third']);
});

test('a flood is split into groups, and none is lost', async (t) => {
  const { commits, count, kept } = await rig(t);
  const keys = range(600);
  await Promise.all(keys.map((key) => commits.run(keep(key))));
  assert.equal(count('COMMIT'), Math.ceil(600 / 64));
  assert.deepEqual(kept(), keys);
});

test('several units wait for those of the next turns; one that is alone does not', async (t) => {
  const { commits, count } = await rig(t);
  const turns = async (number: number): Promise<void> => {
    for (let turn = 0; turn < number; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const rush = [commits.run(keep('first'))];
  for (const key of ['one', 'two', 'three', 'four']) {
    rush.push(commits.run(keep(key)));
    await turns(1);
  }
  rush.push(commits.run(keep('last')));
  await Promise.all(rush);
  assert.equal(count('COMMIT'), 1);
  const alone = commits.run(keep('five'));
  await turns(2);
  await Promise.all([alone, commits.run(keep('six'))]);
  assert.equal(count('COMMIT'), 3);
});

test('units that keep arriving do not hold back those that wait', async (t) => {
  const { commits } = await rig(t);
  let isCommitted = false;
  void commits.run(keep('first')).then(() => (isCommitted = true));
  const others: Promise<string>[] = [];
  for (let turn = 0; !isCommitted; turn += 1) {
    assert.ok(turn < 200, 'the first unit is never committed');
    others.push(commits.run(keep(String(turn))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(others);
});

test('a unit that fails undoes nothing else and gets its own error', async (t) => {
  const { commits, count, kept } = await rig(t);
  const failure = new RangeError('that is not allowed');
  const outcomes = await Promise.allSettled([
    commits.run(keep('before')),
    commits.run(async (sql) => {
      await keep('half')(sql);
      throw failure;
    }),
    commits.run(async (sql) => {
      await keep('twice')(sql);
      await keep('twice')(sql);
    }),
    commits.run(keep('after')),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  );
  assert.equal(outcomes[1]?.status === 'rejected' && outcomes[1].reason, failure);
  assert.equal(count('COMMIT'), 1);
  assert.deepEqual(kept(), ['before', 'after']);
});

test('units take no savepoint while none fails; where one does, all are run again, each in one of its own', async (t) => {
  const { commits, commands } = await rig(t);
  await Promise.all(['one', 'two'].map((key) => commits.run(keep(key))));
  assert.deepEqual(commands.splice(0), ['BEGIN IMMEDIATE', 'COMMIT']);
  let runs = 0;
  const healthy = commits.run((sql) => {
    runs += 1;
    return keep('three')(sql);
  });
  const failing = commits.run(() => Promise.reject(new RangeError('that is not allowed')));
  await assert.rejects(failing, RangeError);
  assert.equal(await healthy, 'three');
  assert.equal(runs, 2);
  assert.deepEqual(commands, [
    ...['BEGIN IMMEDIATE', 'ROLLBACK', 'BEGIN IMMEDIATE'],
    ...['SAVEPOINT unit', 'RELEASE unit', 'SAVEPOINT unit', 'ROLLBACK TO unit; RELEASE unit', 'COMMIT'],
  ]);
});

test('a unit sees what those before it wrote; reads outside see nothing before the commit', async (t) => {
  const { commits, kept } = await rig(t);
  const seen: string[][] = [];
  const readAll = async (sql: Sql): Promise<void> => {
    seen.push([...kept()]);
    assert.equal((await sql.all(sql.build.selectFrom('idempotency_records').select('key'))).length, 1);
    seen.push([...kept()]);
  };
  await Promise.all([commits.run(keep('first')), commits.run(readAll)]);
  assert.deepEqual(seen, [[], []]);
  assert.deepEqual(kept(), ['first']);
});

test('no caller gets a result before the commit', async (t) => {
  const { commits, commands } = await rig(t);
  const resolved = commits.run(keep('k')).then(() => commands.push('resolved'));
  const refused = commits.run(() => Promise.reject(new Error('no'))).catch(() => commands.push('refused'));
  await Promise.all([resolved, refused]);
  assert.ok(commands.indexOf('COMMIT') < Math.min(commands.indexOf('resolved'), commands.indexOf('refused')));
});

test('a failed commit rejects every unit, also one that had failed by itself, stores nothing, and work goes on', async (t) => {
  const { commits, failOn, kept, logged } = await rig(t);
  failOn('COMMIT');
  const outcomes = await Promise.allSettled([
    commits.run(keep('a')),
    commits.run(async (sql) => {
      if ((await sql.all(sql.build.selectFrom('idempotency_records').selectAll())).length > 0) throw new Error('taken');
    }),
  ]);
  for (const each of outcomes) assert.ok(each.status === 'rejected' && each.reason instanceof StorageUnavailable);
  assert.deepEqual(kept(), []);
  assert.deepEqual(logged, ['commit failed: all its units of work are undone']);
  await commits.run(keep('b'));
  assert.deepEqual(kept(), ['b']);
});

test('any other failure of a commit is reported as unavailable storage', async (t) => {
  const { commits, failOn } = await rig(t);
  failOn('COMMIT', new TypeError('odd'));
  await assert.rejects(commits.run(keep('a')), (error: unknown) => {
    assert.ok(error instanceof StorageUnavailable && error.cause instanceof TypeError);
    return true;
  });
});

test('work goes on also when the rollback fails too', async (t) => {
  const { commits, failOn, kept } = await rig(t);
  failOn('COMMIT');
  failOn('ROLLBACK');
  await assert.rejects(commits.run(keep('a')), StorageUnavailable);
  await commits.run(keep('b'));
  assert.deepEqual(kept(), ['b']);
});

/** Pauses that end when the test says so. */
function heldPauses() {
  const requested: number[] = [];
  let onPause = (): void => undefined;
  let resume = (): void => undefined;
  let free = false;
  return {
    requested,
    pause: (ms: number): Promise<void> => {
      requested.push(ms);
      return new Promise((resolve) => {
        resume = resolve;
        onPause();
        if (free) resolve();
      });
    },
    /** Resolves when a caller waits. */
    begun: () => new Promise<void>((resolve) => (onPause = resolve)),
    end: () => resume(),
    endAll() {
      free = true;
      resume();
    },
  };
}

async function heldRig(t: TestContext) {
  const pauses = heldPauses();
  const whole = await rig(t, pauses.pause);
  whole.reader.exec('PRAGMA query_only = OFF');
  whole.reader.exec('BEGIN IMMEDIATE');
  return { ...whole, pauses, other: whole.reader };
}

test('another program holds the file: writes wait by a timer, and the event loop goes on (D22)', async (t) => {
  const { commits, kept, pauses, other } = await heldRig(t);
  const begun = pauses.begun();
  const both = Promise.all([commits.run(keep('a')), commits.run(keep('b'))]);
  await begun;
  assert.deepEqual(kept(), []);
  other.exec('ROLLBACK');
  pauses.end();
  await both;
  assert.deepEqual(kept(), ['a', 'b']);
});

test('another program keeps the file: the storage is unavailable after two seconds of short waits (D22)', async (t) => {
  const { commits, kept, pauses, other } = await heldRig(t);
  pauses.endAll();
  const outcomes = await Promise.allSettled([commits.run(keep('a')), commits.run(keep('b'))]);
  for (const each of outcomes) assert.ok(each.status === 'rejected' && each.reason instanceof StorageUnavailable);
  const total = pauses.requested.reduce((sum, ms) => sum + ms, 0);
  assert.ok(total > 1_900 && total <= 2_000 && Math.max(...pauses.requested) < 100, `${total} ms`);
  other.exec('ROLLBACK');
  await commits.run(keep('c'));
  assert.deepEqual(kept(), ['c']);
});

test('neither connection of an open store lets SQLite wait for another program (D22)', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const other = openDatabaseFile(join(folder, 'kasir.db'));
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const written = store.transact((tx) => tx.insertCheckout(bareCheckout()), 'new');
  // If the event loop were blocked, the lock could never be released.
  while (turns < 20) {
    await new Promise((resolve) => void setTimeout(resolve, 1));
    assert.equal(await store.findCheckout('co_2'), undefined);
  }
  clearInterval(counting);
  other.exec('ROLLBACK');
  await written;
  assert.equal((await store.findCheckout('co_2'))?.id, 'co_2');
});

test('more writes than may wait are rejected at once', async (t) => {
  const { commits, pauses, other } = await heldRig(t);
  const first = pauses.begun();
  const taken = range(11_000).map((key) =>
    commits.run(keep(key)).then(
      () => true,
      () => false,
    ),
  );
  await first;
  assert.equal(await taken.at(-1), false);
  other.exec('ROLLBACK');
  pauses.endAll();
  assert.equal((await Promise.all(taken)).filter(Boolean).length, 10_000);
});

test('a full disk fails only the units that need room; what is acknowledged is there, and work goes on once there is room', async (t) => {
  const { commits, writer, kept } = await rig(t);
  const pages = Number(writer.first('PRAGMA page_count')?.['page_count']);
  writer.exec(`PRAGMA max_page_count = ${pages + 4}`);
  const big = (key: string) => (sql: Sql) =>
    sql.change(
      sql.build.insertInto('idempotency_records').values({
        scope: 's',
        key,
        fingerprint: 'x'.repeat(6_000),
        resource_id: 'r',
        status: null,
        body: null,
        created_at: 1,
      }),
    );
  const keys = range(12);
  const outcomes = await Promise.allSettled(keys.map((key) => commits.run(big(key))));
  const acknowledged = keys.filter((_, at) => outcomes[at]?.status === 'fulfilled');
  const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  assert.ok(refused.length > 0);
  for (const reason of refused) assert.ok(reason instanceof StorageUnavailable);
  assert.deepEqual(kept(), acknowledged);

  writer.exec(`PRAGMA max_page_count = ${pages + 400}`);
  await commits.run(big('following'));
  assert.deepEqual(kept(), [...acknowledged, 'following']);
});

test('a statement that a unit did not await cannot write into the next unit', async (t) => {
  const { commits, kept } = await rig(t);
  let leaked: Sql | undefined;
  await commits.run(async (sql) => {
    leaked = sql;
  });
  await assert.rejects(keep('late')(leaked!), /statement after the end of its unit of work/);
  await commits.run(keep('next'));
  assert.deepEqual(kept(), ['next']);
});

test('a closed store accepts no work, and finishes what it had accepted', async (t) => {
  const { commits, kept } = await rig(t);
  const taken = range(5).map((key) => commits.run(keep(key)));
  const closing = commits.close();
  await assert.rejects(commits.run(keep('late')), StorageUnavailable);
  await closing;
  assert.deepEqual(kept(), range(5));
  await Promise.all(taken);
});

test('a storage that cannot write is not ready (F22)', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  await store.check(1);
  const other = openDatabaseFile(join(folder, 'kasir.db'));
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  await assert.rejects(store.check(2), StorageUnavailable);
  other.exec('ROLLBACK');
  await store.check(3);
});

test('readiness writes more than any unit of work does: a disk that is nearly full is not ready (F22)', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const other = openDatabaseFile(join(folder, 'kasir.db'));
  t.after(() => other.close());
  for (const now of [1, 2]) {
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    await store.check(now);
    const written = statSync(join(folder, 'kasir.db-wal')).size;
    assert.ok(written >= 65_536, `${written} bytes`);
  }
});
