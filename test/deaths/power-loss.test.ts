import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { seededRandom } from '../support/live/seeded-random.ts';
import { campaignFolder } from './campaign-folder.ts';
import { cutPower } from './power-loss/cut-power.ts';
import { powerLossTable } from './report.ts';
import { recordWrites, whyNoRecording } from './power-loss/record-writes.ts';

const UNITS = 1_600;
const CUTS = 200;

test(
  `the power fails ${CUTS} times and nothing that was acknowledged is lost`,
  { skip: whyNoRecording() },
  async (t) => {
    const folder = campaignFolder();
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const calls = recordWrites(folder, UNITS);
    const seed = Date.now() % 1_000_000;
    const result = await cutPower(calls, { cuts: CUTS, random: seededRandom(seed), folder });
    t.diagnostic(powerLossTable(`power loss on SQLite, seed ${seed}`, [result]));
    assert.deepEqual(result.violations, []);
    assert.ok(result.merges >= 3, `the log was merged ${result.merges} times`);
    assert.ok(result.torn >= CUTS / 4, `only ${result.torn} cuts tore a write`);
  },
);

test('a disk that loses what was synced is found out', { skip: whyNoRecording() }, async (t) => {
  const folder = campaignFolder();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const unsynced = recordWrites(folder, 50).filter(({ kind, file }) => kind !== 'sync' || file !== 'kasir.db-wal');
  const { violations } = await cutPower(unsynced, { cuts: 20, random: seededRandom(1), folder });
  assert.notDeepEqual(violations, []);
});
