import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../server/store/connection.ts';
import { bareCheckout } from '../server/store/samples.ts';
import { tempFolder, tempStore } from '../server/store/temp-store.ts';
import { seededRandom } from '../support/live/seeded-random.ts';

const COMMITS = 40;
const CUTS = 4;

/* Needs no compiler, unlike `power-loss.test.ts`: what is written after an acknowledged commit is cut at any byte. */

test(`${COMMITS * CUTS} copies are cut after the last acknowledged commit, and each has all of them`, async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  const random = seededRandom(Date.now());
  const write = async (id: string): Promise<void> =>
    store.transact((tx) => tx.insertCheckout(bareCheckout({ id, reference: id })), 'new');
  const read = (): readonly [file: Buffer, log: Buffer] => [
    readFileSync(join(folder, 'kasir.db')),
    readFileSync(join(folder, 'kasir.db-wal')),
  ];
  const copy = join(folder, 'copy');
  let cutInside = 0;
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    await write(`acknowledged-${commit}`);
    const [file, before] = read();
    await write(`not-acknowledged-${commit}`);
    const [, after] = read();
    const changedFrom = after.findIndex((byte, at) => byte !== before[at]);
    for (let cut = 0; cut < CUTS; cut += 1) {
      const at = changedFrom + Math.floor(random() * (after.length - changedFrom));
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy);
      writeFileSync(join(copy, 'kasir.db'), file);
      writeFileSync(join(copy, 'kasir.db-wal'), Buffer.concat([after.subarray(0, at), before.subarray(at)]));
      const left = openConnection(join(copy, 'kasir.db'));
      assert.deepEqual(left.query('PRAGMA integrity_check').rows, [{ integrity_check: 'ok' }]);
      const ids = new Set(left.query('SELECT id FROM checkouts').rows.map(({ id }) => String(id)));
      left.close();
      for (let earlier = 1; earlier <= commit; earlier += 1)
        assert.ok(ids.has(`acknowledged-${earlier}`), `commit ${earlier} is lost after a cut at byte ${at}`);
      if (!ids.has(`not-acknowledged-${commit}`)) cutInside += 1;
    }
  }
  // Otherwise nothing was cut.
  assert.ok(cutInside > COMMITS, `only ${cutInside} cuts undid a commit`);
});
