import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { POSTGRES_MIGRATIONS } from '../../../server/store/migrations/all.ts';
import { lockStore } from '../../../server/store/store-lock.ts';
import { emptyDatabase } from '../../support/postgres.ts';
import { filledStore, tempFolder } from '../store/temp-store.ts';
import { PROGRAM } from './program.ts';

const PATH = process.env['PATH'] ?? '';

const kasir = (words: readonly string[], environment: Record<string, string> = {}) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [PROGRAM, ...words], { env: { PATH, ...environment } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });

const withPassword = (url: string): string => url.replace('kasir@', 'kasir:CANARY-password@');

describe('kasir migrate on PostgreSQL', () => {
  it('creates the schema once, and shows no password', async () => {
    const DATABASE_URL = withPassword(await emptyDatabase());
    const first = await kasir(['migrate'], { DATABASE_URL });
    assert.deepEqual(first, {
      code: 0,
      out: Object.keys(POSTGRES_MIGRATIONS)
        .map((name) => `migrated ${name}\n`)
        .join(''),
      err: '',
    });
    assert.equal((await kasir(['migrate'], { DATABASE_URL })).out, 'the storage is up to date\n');
    const unknown = await kasir(['migrate'], { DATABASE_URL: `${DATABASE_URL}_none` });
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /^kasir migrate: DATABASE_URL: .*the database does not exist/);
    assert.ok(!unknown.err.includes('CANARY'));
  });
});

describe('kasir migrate-store', () => {
  it('copies everything, says what was compared, and shows no password', async (t) => {
    const folder = tempFolder(t);
    await (await filledStore(t, { folder })).close();
    const [from, to] = [`file:${join(folder, 'kasir.db')}`, withPassword(await emptyDatabase())];
    const moved = await kasir(['migrate-store', '--from', from, '--to', to]);
    assert.equal(moved.code, 0, moved.err);
    assert.match(moved.out, /^checkouts +2 rows  sha256 [0-9a-f]{16}$/m);
    assert.match(moved.out, /^payments +2 rows  sha256 [0-9a-f]{16}$/m);
    assert.match(moved.out, /has the same rows as .*kasir\.db: set DATABASE_URL/);
    const again = await kasir(['migrate-store', '--from', from, '--to', to]);
    assert.equal(again.code, 1);
    assert.match(again.err, /^kasir migrate-store: \/.*kasir\.db was moved to test_\d+ at .*: move that one$/m);
    const undone = await kasir(['migrate-store', '--from', from, '--undo']);
    assert.match(undone.out, /^servers can start on \/.*kasir\.db again: start none on test_\d+ at /);
    const filled = await kasir(['migrate-store', '--from', from, '--to', to]);
    assert.match(filled.err, /^kasir migrate-store: test_\d+ at .* is not empty/);
    assert.ok(![moved.out, moved.err, again.err, undone.out, filled.err].join('').includes('CANARY'));
  });

  it('refuses the file of a running server, and what is no URL of a storage', async (t) => {
    const folder = tempFolder(t);
    const from = `file:${join(folder, 'kasir.db')}`;
    await (await filledStore(t, { folder })).close();
    t.after(lockStore(from, { publicUrl: 'https://pay.example', port: 4000 }, '2026-04-01T05:00:00Z'));
    const busy = await kasir(['migrate-store', '--from', from, '--to', await emptyDatabase()]);
    assert.equal(busy.code, 1);
    assert.match(busy.err, /kasir\.db is used by another server: process \d+/);
    const wrong = await kasir(['migrate-store', '--from', from, '--to', 'mysql://db/kasir']);
    assert.equal(wrong.code, 78);
    assert.match(wrong.err, /^--to must be a file: URL/);
    const neither = await kasir(['migrate-store', '--from', from]);
    assert.equal(neither.code, 64);
    assert.match(
      neither.err,
      /^kasir migrate-store: either --to or --undo must be given\nusage: kasir migrate-store --from <url>/,
    );
  });
});
