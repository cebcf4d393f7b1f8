import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../server/store/connection.ts';
import { runCampaign } from './campaign.ts';
import { campaignFolder } from './campaign-folder.ts';
import { compileHook } from './compile-hook.ts';
import { CHANCE, CHECKPOINT, POINTS } from './points.ts';
import { deathsTable } from './report.ts';

const DEATHS = 60;

test(`${DEATHS} servers are killed at named points and at any time, and nothing is lost or charged twice`, async (t) => {
  const hook = await compileHook();
  const named = [...POINTS, CHECKPOINT];
  const points = [...named, ...Array.from({ length: DEATHS - named.length }, () => CHANCE)];
  const seed = Date.now() % 1_000_000;
  const folders = [campaignFolder(), campaignFolder()];
  t.after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const results = await Promise.all(
    folders.map((folder, index) =>
      runCampaign({
        databaseUrl: `file:${join(folder, 'kasir.db')}`,
        instances: 1,
        points: points.filter((_, at) => at % folders.length === index),
        hook,
        seed: seed + index,
      }),
    ),
  );
  t.diagnostic(deathsTable(`kill -9 on SQLite, seed ${seed}`, results, points));
  assert.deepEqual(
    results.flatMap(({ violations }) => violations),
    [],
  );
  // A merge of the log takes so little time that the kill may arrive after it: `power-loss.test.ts` cuts each of them.
  for (const { name } of POINTS)
    assert.ok(
      results.some(({ deaths }) => deaths.has(name)),
      `no server died at the point "${name}"`,
    );
  for (const folder of folders) {
    const file = openConnection(join(folder, 'kasir.db'));
    assert.deepEqual(file.query('PRAGMA integrity_check').rows, [{ integrity_check: 'ok' }]);
    assert.deepEqual(file.query('PRAGMA foreign_key_check').rows, []);
    file.close();
  }
});
