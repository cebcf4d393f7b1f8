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
  /** What was asked of it by `exec`, in order. */
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

test('units of one turn of the event loop share one commit, in the order of asking', async (t) => {
  const { commits, count, kept } = await rig(t);
  const keys = range(50);
  assert.deepEqual(await Promise.all(keys.map((key) => commits.run(keep(key)))), keys);
  assert.equal(count('BEGIN IMMEDIATE'), 1);
  assert.equal(count('COMMIT'), 1);
  assert.deepEqual(kept(), keys);
});

test('units that are asked for while others are committed go into the next one', async (t) => {
  const { commits, count, kept } = await rig(t);
  const first = commits.run(keep('first'));
  const later = first.then(() => Promise.all([commits.run(keep('second')), commits.run(keep('third'))]));
  await later;
  assert.equal(count('COMMIT'), 2);
  assert.deepEqual(kept(), ['first', 'second', 'third']);
});

test('a flood is cut into groups, and nobody is forgotten', async (t) => {
  const { commits, count, kept } = await rig(t);
  const keys = range(600);
  await Promise.all(keys.map((key) => commits.run(keep(key))));
  assert.equal(count('COMMIT'), 3);
  assert.deepEqual(kept(), keys);
});

test('a unit that fails takes nothing with it and gets its own error', async (t) => {
  const { commits, count, kept } = await rig(t);
  const refusal = new RangeError('that is not allowed');
  const settled = await Promise.allSettled([
    commits.run(keep('before')),
    commits.run(async (sql) => {
      await keep('half')(sql);
      throw refusal;
    }),
    commits.run(async (sql) => {
      await keep('twice')(sql);
      await keep('twice')(sql);
    }),
    commits.run(keep('after')),
  ]);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  );
  assert.equal(settled[1]?.status === 'rejected' && settled[1].reason, refusal);
  assert.equal(count('COMMIT'), 1);
  assert.deepEqual(kept(), ['before', 'after']);
});

test('a unit sees what those before it wrote; reads outside see nothing before the commit', async (t) => {
  const { commits, kept } = await rig(t);
  const seen: string[][] = [];
  const look = async (sql: Sql): Promise<void> => {
    seen.push([...kept()]);
    assert.equal((await sql.all(sql.build.selectFrom('idempotency_records').select('key'))).length, 1);
    seen.push([...kept()]);
  };
  await Promise.all([commits.run(keep('first')), commits.run(look)]);
  assert.deepEqual(seen, [[], []]);
  assert.deepEqual(kept(), ['first']);
});

test('nobody is told before the commit', async (t) => {
  const { commits, commands } = await rig(t);
  const told = commits.run(keep('k')).then(() => commands.push('told'));
  const refused = commits.run(() => Promise.reject(new Error('no'))).catch(() => commands.push('refused'));
  await Promise.all([told, refused]);
  assert.ok(commands.indexOf('COMMIT') < Math.min(commands.indexOf('told'), commands.indexOf('refused')));
});

test('a failed commit refuses everybody, also whom a neighbour had made fail, keeps nothing, and work goes on', async (t) => {
  const { commits, failOn, kept, logged } = await rig(t);
  failOn('COMMIT');
  const settled = await Promise.allSettled([
    commits.run(keep('a')),
    commits.run(async (sql) => {
      if ((await sql.all(sql.build.selectFrom('idempotency_records').selectAll())).length > 0) throw new Error('taken');
    }),
  ]);
  for (const each of settled) assert.ok(each.status === 'rejected' && each.reason instanceof StorageUnavailable);
  assert.deepEqual(kept(), []);
  assert.deepEqual(logged, ['commit failed: all its units of work are undone']);
  await commits.run(keep('b'));
  assert.deepEqual(kept(), ['b']);
});

test('a commit that fails in another way is told as the storage being unavailable', async (t) => {
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
  const asked: number[] = [];
  let tellAsked = (): void => undefined;
  let resume = (): void => undefined;
  let free = false;
  return {
    asked,
    pause: (ms: number): Promise<void> => {
      asked.push(ms);
      return new Promise((resolve) => {
        resume = resolve;
        tellAsked();
        if (free) resolve();
      });
    },
    /** Resolves when somebody waits. */
    begun: () => new Promise<void>((resolve) => (tellAsked = resolve)),
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

test('another program does not let go: the storage is unavailable after two seconds of short waits (D22)', async (t) => {
  const { commits, kept, pauses, other } = await heldRig(t);
  pauses.endAll();
  const settled = await Promise.allSettled([commits.run(keep('a')), commits.run(keep('b'))]);
  for (const each of settled) assert.ok(each.status === 'rejected' && each.reason instanceof StorageUnavailable);
  const total = pauses.asked.reduce((sum, ms) => sum + ms, 0);
  assert.ok(total > 1_900 && total <= 2_000 && Math.max(...pauses.asked) < 100, `${total} ms`);
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
  const written = store.transact((tx) => tx.insertCheckout(bareCheckout()));
  // In a loop that stands still, nobody would be there to let go.
  while (turns < 20) {
    await new Promise((resolve) => void setTimeout(resolve, 1));
    assert.equal(await store.findCheckout('co_2'), undefined);
  }
  clearInterval(counting);
  other.exec('ROLLBACK');
  await written;
  assert.equal((await store.findCheckout('co_2'))?.id, 'co_2');
});

test('more writes than may wait are refused at once', async (t) => {
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

test('a full disk refuses whom it concerns; what is acknowledged is there, and work goes on with room', async (t) => {
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
  const settled = await Promise.allSettled(keys.map((key) => commits.run(big(key))));
  const acknowledged = keys.filter((_, at) => settled[at]?.status === 'fulfilled');
  const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  assert.ok(refused.length > 0);
  for (const reason of refused) assert.ok(reason instanceof StorageUnavailable);
  assert.deepEqual(kept(), acknowledged);

  writer.exec(`PRAGMA max_page_count = ${pages + 400}`);
  await commits.run(big('later'));
  assert.deepEqual(kept(), [...acknowledged, 'later']);
});

test('what was not awaited in a unit cannot write into a neighbour', async (t) => {
  const { commits, kept } = await rig(t);
  let leaked: Sql | undefined;
  await commits.run(async (sql) => {
    leaked = sql;
  });
  await assert.rejects(keep('late')(leaked!), /statement after the end of its unit of work/);
  await commits.run(keep('next'));
  assert.deepEqual(kept(), ['next']);
});

test('after closing nothing is taken, and what was taken is finished', async (t) => {
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
