import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDatabase } from '../support/postgres.ts';
import { runCampaign } from './campaign.ts';
import { compileHook } from './compile-hook.ts';
import { CHANCE, POINTS } from './points.ts';
import { deathsTable } from './report.ts';

const DEATHS = 20;
/** On PostgreSQL a unit's writes are one message: there is no moment between two of them. */
const REACHABLE = POINTS.filter(({ name }) => name !== 'status written, event not');

test(`${DEATHS} of three servers on one PostgreSQL are killed, and nothing is lost or charged twice`, async (t) => {
  const seed = Date.now() % 1_000_000;
  // Other points in each run: over a few runs, all of them.
  const points = Array.from({ length: DEATHS }, (_, at) =>
    at % 4 === 3 ? CHANCE : (REACHABLE[(seed + at * 5) % REACHABLE.length] ?? CHANCE),
  );
  const databaseUrl = await emptyDatabase();
  const result = await runCampaign({ databaseUrl, instances: 3, points, hook: await compileHook(), seed });
  t.diagnostic(deathsTable(`kill -9 of three servers on PostgreSQL, seed ${seed}`, [result], points));
  assert.deepEqual(result.violations, []);
  const died = [...result.deaths.values()].reduce((sum, times) => sum + times, 0);
  assert.ok(died >= DEATHS * 0.9, `only ${died} servers died where they had to`);
});
