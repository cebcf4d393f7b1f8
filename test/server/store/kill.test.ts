import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openConnection } from '../../../server/store/connection.ts';
import { runnable } from '../../support/runnable.ts';
import { entry } from './samples.ts';
import { tempFolder, tempStore } from './temp-store.ts';

const ROUNDS = 10;
const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url));

interface Acknowledged {
  readonly checkoutId: string;
  readonly paymentId: string;
}

/** Lets a process write, kills it after a number of lines, and returns all ids that it had acknowledged. */
async function writeAndDie(url: string, lines: number, extraMs: number): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [...runnable(CHILD), url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  const exited = once(child, 'exit');
  let dying: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may be cut by the kill: only a whole one was acknowledged to us.
    const [, checkoutId, paymentId] = /^(co_\w{26}) (pay_\w{26})$/.exec(line) ?? [];
    if (checkoutId !== undefined && paymentId !== undefined) acknowledged.push({ checkoutId, paymentId });
    if (acknowledged.length >= lines) dying ??= setTimeout(() => child.kill('SIGKILL'), extraMs);
  }
  const [code, signal] = (await exited) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', `the child ended by itself with ${code}`);
  return acknowledged;
}

test(`a process that is killed at any time loses nothing it acknowledged, ${ROUNDS} times`, async (t) => {
  const folder = tempFolder(t);
  const path = join(folder, 'kasir.db');
  let everything = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const acknowledged = await writeAndDie(`file:${path}`, 1 + Math.floor(Math.random() * 300), Math.random() * 20);
    everything += acknowledged.length;
    const store = await tempStore(t, { folder });
    for (const { checkoutId, paymentId } of acknowledged) {
      assert.equal((await store.findCheckout(checkoutId))?.id, checkoutId, `round ${round}`);
      assert.equal((await store.findPayment(paymentId))?.checkoutId, checkoutId);
      assert.deepEqual(await store.historyOf(paymentId), [entry()]);
    }
    await store.check(1);
    await store.close();

    const file = openConnection(path);
    assert.deepEqual(file.query('PRAGMA integrity_check').rows, [{ integrity_check: 'ok' }]);
    assert.deepEqual(file.query('PRAGMA foreign_key_check').rows, []);
    // All or nothing: no unit left one of its four rows without the others.
    const [whole] = file.query(`
      SELECT (SELECT count(*) FROM checkouts) AS checkouts, (SELECT count(*) FROM payments) AS payments,
        (SELECT count(*) FROM payment_history) AS history, (SELECT count(*) FROM jobs) AS jobs`).rows;
    assert.equal(new Set(Object.values(whole ?? {})).size, 1, JSON.stringify(whole));
    assert.ok(Number(whole?.['payments']) >= everything);
    file.close();
  }
});
