/**
 * `npm run deaths -- --runs 10000 [--seed N]`: servers on SQLite are killed so often, at each point in turn and at any
 * time, in campaigns of 50. A campaign that finds a violation keeps its database. With `--postgres` they are three servers
 * on one PostgreSQL.
 * `npm run deaths -- --cuts 5000 [--seed N]`: the power fails so often while SQLite is written; needs a C compiler.
 * Both print their figures, and exit with 1 where anything was lost or charged twice.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { emptyDatabase } from '../support/postgres.ts';
import { seededRandom } from '../support/live/seeded-random.ts';
import { runCampaign, type CampaignResult } from './campaign.ts';
import { campaignFolder } from './campaign-folder.ts';
import { compileHook } from './compile-hook.ts';
import { CHANCE, CHECKPOINT, POINTS } from './points.ts';
import { cutPower, type PowerLosses } from './power-loss/cut-power.ts';
import { recordWrites, whyNoRecording } from './power-loss/record-writes.ts';
import { deathsTable, powerLossTable } from './report.ts';

const DEATHS_IN_A_CAMPAIGN = 50;
const CAMPAIGNS_AT_ONCE = 2;
const UNITS_IN_A_RECORDING = 900;
const CUTS_IN_A_RECORDING = 200;

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    cuts: { type: 'string' },
    seed: { type: 'string' },
    postgres: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (values.cuts === undefined) await killServers(Number(values.runs ?? 200));
else await cutThePower(Number(values.cuts));

async function killServers(runs: number): Promise<void> {
  execFileSync(process.execPath, ['--import', 'tsx', '.ci/build.ts', '--if-needed', '--fast'], { stdio: 'inherit' });
  const hook = await compileHook();
  const onPostgres = values.postgres;
  const named = onPostgres ? POINTS : [...POINTS, CHECKPOINT];
  /** Every second death is at any time. */
  const points = Array.from({ length: runs }, (_, at) =>
    at % 2 === 1 ? CHANCE : (named[(at / 2) % named.length] ?? CHANCE),
  );
  const results: CampaignResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < points.length) {
      const some = points.slice(next, next + DEATHS_IN_A_CAMPAIGN);
      const campaignSeed = seed + next;
      next += some.length;
      const folder = campaignFolder();
      const databaseUrl = onPostgres ? await emptyDatabase() : `file:${join(folder, 'kasir.db')}`;
      const instances = onPostgres ? 3 : 1;
      const result = await runCampaign({ databaseUrl, instances, points: some, hook, seed: campaignSeed });
      results.push(result);
      report(result.violations, `seed ${campaignSeed}, ${folder}`);
      if (result.violations.length === 0) rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: onPostgres ? 1 : CAMPAIGNS_AT_ONCE }, work));
  process.stdout.write(
    `${deathsTable(`kill -9 on ${onPostgres ? 'PostgreSQL' : 'SQLite'}, seed ${seed}`, results, points)}\n`,
  );
}

async function cutThePower(cuts: number): Promise<void> {
  const why = whyNoRecording();
  if (why !== undefined) throw new Error(why);
  const folder = campaignFolder();
  const losses: PowerLosses[] = [];
  for (let done = 0; done < cuts; done += CUTS_IN_A_RECORDING) {
    const calls = recordWrites(folder, UNITS_IN_A_RECORDING);
    const some = Math.min(CUTS_IN_A_RECORDING, cuts - done);
    const result = await cutPower(calls, { cuts: some, random: seededRandom(seed + done), folder });
    losses.push(result);
    report(result.violations, `seed ${seed + done}`);
  }
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${powerLossTable(`power loss on SQLite, seed ${seed}`, losses)}\n`);
}

function report(violations: readonly string[], where: string): void {
  for (const violation of violations) process.stderr.write(`${violation} (${where})\n`);
  if (violations.length > 0) process.exitCode = 1;
}
