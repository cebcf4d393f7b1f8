/**
 * `npm run deaths -- --runs 10000 [--seed N]`: servers on SQLite are killed so often, at each point in turn and at any
 * time, in campaigns of 50; prints the figures. A campaign that finds a violation keeps its database.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCampaign, type CampaignResult } from './campaign.ts';
import { campaignFolder } from './campaign-folder.ts';
import { compileHook } from './compile-hook.ts';
import { CHANCE, CHECKPOINT, POINTS } from './points.ts';
import { deathsTable } from './report.ts';

const IN_A_CAMPAIGN = 50;
const AT_ONCE = 2;

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 200);
let seed = Number(values.seed ?? Date.now() % 1_000_000);
execFileSync(process.execPath, ['--import', 'tsx', '.ci/build.ts', '--if-needed', '--fast'], { stdio: 'inherit' });

const hook = await compileHook();
const named = [...POINTS, CHECKPOINT];
/** Every second death is at any time. */
const points = Array.from({ length: runs }, (_, at) =>
  at % 2 === 1 ? CHANCE : (named[(at / 2) % named.length] ?? CHANCE),
);
const results: CampaignResult[] = [];
let next = 0;

async function work(): Promise<void> {
  while (next < points.length) {
    const some = points.slice(next, next + IN_A_CAMPAIGN);
    next += some.length;
    seed += 1;
    const folder = campaignFolder();
    const result = await runCampaign({
      databaseUrl: `file:${join(folder, 'kasir.db')}`,
      instances: 1,
      points: some,
      hook,
      seed,
    });
    results.push(result);
    for (const violation of result.violations) console.error(`${violation}  (seed ${seed}, ${folder})`);
    if (result.violations.length === 0) rmSync(folder, { recursive: true, force: true });
    else process.exitCode = 1;
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(deathsTable('kill -9 on SQLite', results, points));
