import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openConnection } from '../../server/store/connection.ts';
import {
  idIn,
  openBreakableServer,
  type BreakableServer,
  type BreakableServerOptions,
  type Reply,
} from './breakable-server.ts';
import { campaignFolder } from './campaign-folder.ts';
import { compileHook } from './compile-hook.ts';

/*
 * The storage of a running server fails, and is mended. Meanwhile every request that needs it is answered 503, or its
 * answer holds; `/readyz` and the log say what is wrong; then all goes on in the same process.
 */

interface StorageFault {
  readonly name: string;
  readonly options?: () => Promise<BreakableServerOptions>;
  /** Returns what mends it. */
  readonly break: (server: BreakableServer) => () => void;
  /** In the log, as an error. */
  readonly logged: RegExp;
  readonly skip?: string | false;
}

/** With a full disk the first ones may still find room. */
const MOST_TRIES = 60;
const FAILURES = 3;
const TMPFS_BYTES = 8 * 1024 * 1024;

const FAULTS: readonly StorageFault[] = [
  {
    name: 'no page may be added to the file',
    options: async () => ({ nodeArguments: ['--import', await compileHook('full-disk')] }),
    break({ process: { kill } }) {
      kill('SIGUSR2');
      return () => kill('SIGUSR2');
    },
    logged: /SQLITE_FULL/,
  },
  {
    name: 'the disk is full',
    options: () => Promise.resolve({ prepare: mountTmpfs, dispose: unmount }),
    break({ folder }) {
      const ballast = join(folder, 'ballast');
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      return () => rmSync(ballast);
    },
    logged: /SQLITE_FULL|SQLITE_IOERR/,
    skip: whyNoTmpfs(),
  },
  {
    name: 'another program holds the database',
    break({ path }) {
      const other = openConnection(path);
      other.exec('PRAGMA busy_timeout = 2000; BEGIN EXCLUSIVE');
      return () => other.close();
    },
    logged: /another program holds/,
  },
  {
    name: 'a table is missing',
    break({ path }) {
      const rename = (from: string, to: string): void => {
        const other = openConnection(path);
        other.exec(`PRAGMA busy_timeout = 2000; ALTER TABLE ${from} RENAME TO ${to}`);
        other.close();
      };
      rename('checkouts', 'checkouts_away');
      return () => rename('checkouts_away', 'checkouts');
    },
    logged: /does not have the schema of this version \(no such table: checkouts\)/,
  },
  {
    name: 'the folder of the database is moved away',
    break({ folder }) {
      renameSync(folder, `${folder}-away`);
      return () => renameSync(`${folder}-away`, folder);
    },
    logged: /was deleted or moved away while this server uses it/,
  },
  {
    name: 'the file is replaced by a copy',
    break({ path }) {
      renameSync(path, `${path}-before`);
      copyFileSync(`${path}-before`, path);
      return () => renameSync(`${path}-before`, path);
    },
    logged: /was replaced by another file while this server uses it/,
  },
];

describe('the storage fails and is mended while the server runs', { concurrency: 3 }, () => {
  for (const fault of FAULTS) {
    it(fault.name, { skip: fault.skip ?? false }, async (t) => {
      const server = await openBreakableServer(await fault.options?.());
      t.after(() => server.close());
      const first = await server.create('first');
      assert.equal(first.status, 201);
      assert.equal((await server.ready()).status, 200);

      const mend = fault.break(server);
      const replies = new Map<string, Reply>();
      const failures = (): number => [...replies.values()].filter(({ status }) => status >= 400).length;
      for (let at = 0; at < MOST_TRIES && failures() < FAILURES; at += FAILURES) {
        const names = Array.from({ length: FAILURES }, (_, index) => `order-${at + index}`);
        const tries = [server.pay(first), ...names.map((name) => server.create(name))];
        for (const [index, reply] of (await Promise.all(tries)).entries())
          replies.set(['pay', ...names][index] ?? '', reply);
      }
      assert.ok(failures() >= FAILURES, 'nothing failed');
      for (const { status, text, retryAfter } of replies.values()) {
        if (status === 201) continue;
        assert.equal(status, 503, text);
        assert.match(text, /"code":"storage_unavailable"/);
        assert.ok(Number(retryAfter) > 0);
      }
      assert.deepEqual(await server.ready().then(({ status, text }) => [status, text.trim()]), [
        503,
        'storage unavailable',
      ]);
      const errors = server.process.output.split('\n').filter((line) => line.includes('"level":"error"'));
      assert.ok(
        errors.some((line) => fault.logged.test(line)),
        errors.at(-1),
      );

      mend();
      assert.equal((await server.ready()).status, 200);
      for (const [name, { status, text }] of replies) {
        if (name === 'pay') continue;
        const again = await server.create(name);
        assert.equal(again.status, 201, again.text);
        if (status === 201) assert.equal(idIn(again.text), idIn(text), 'an answer with success holds');
        assert.ok(await server.exists(idIn(again.text)));
      }
      assert.equal((await server.pay(first)).status, 201);
      assert.ok(server.process.isRunning);
      t.diagnostic(
        [
          `storage fault: ${fault.name}`,
          `  answered 503 ${failures()}, with success that holds ${replies.size - failures()}, false success 0`,
        ].join('\n'),
      );
    });
  }
});

/** Only a privileged process may mount; in others the page limit above stands for it. */
function whyNoTmpfs(): string | false {
  const folder = campaignFolder();
  try {
    mountTmpfs(folder);
    unmount(folder);
    return false;
  } catch (error) {
    return `no tmpfs can be mounted here: ${error instanceof Error ? error.message.trim() : 'unknown'}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mountTmpfs(folder: string): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS_BYTES}`, 'none', folder]);
  if (status !== 0) throw new Error(String(stderr));
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}
