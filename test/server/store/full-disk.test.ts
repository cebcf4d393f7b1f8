import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnable } from '../../support/runnable.ts';
import { tempFolder, tempStore } from './temp-store.ts';

const CHILD = fileURLToPath(new URL('full-disk-child.ts', import.meta.url));

/** No file may grow beyond this many kilobytes: to SQLite this is a full disk. */
const LIMIT_KB = 6_000;

test('on a full disk a unit fails, the store still closes, and all that was acknowledged is there afterwards', async (t) => {
  const folder = tempFolder(t);
  const url = `file:${join(folder, 'kasir.db')}`;
  const script = `trap "" XFSZ; ulimit -f ${LIMIT_KB}; exec "$0" "$@"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, ...runnable(CHILD), url], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^co_\w{26}$/);
  const store = await tempStore(t, { folder });
  assert.equal((await store.findCheckout(stdout))?.id, stdout);
});
