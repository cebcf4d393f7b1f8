/**
 * `npm run simulate -- --seed 7`: one schedule with its timeline. `npm run simulate -- --schedules 20000 [--from 1]
 * [--processes 2]`: many, with the table of what struck; the first lines of each that breaks a rule.
 */
import { parseArgs } from 'node:util';
import { buildWorker } from './build-worker.ts';
import { runSchedules } from './pool.ts';
import { Tally } from './table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    schedules: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
  },
});

const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.schedules) : 1;
const processes = values.seed === undefined ? Number(values.processes) : 1;
if (![from, count, processes].every((number) => Number.isSafeInteger(number) && number > 0))
  throw new TypeError('--seed, --from, --schedules and --processes are whole numbers from 1 on');

function* seeds(): Generator<number> {
  for (let seed = from; seed < from + count; seed += 1) yield seed;
}

const start = performance.now();
const tally = new Tally();
let broken = 0;
// Bundled, many schedules take less time; one is run from the sources, whose stacks can be read.
const program = values.seed === undefined ? await buildWorker('all') : undefined;
await runSchedules({
  seeds: seeds(),
  processes,
  program,
  keepTimelines: values.seed !== undefined,
  onResult: (result) => {
    tally.add(result);
    if (values.seed !== undefined) console.log(result.timeline.join('\n'));
    if (result.violations.length === 0) return;
    broken += 1;
    console.log(`\nseed ${result.seed} (npm run simulate -- --seed ${result.seed})`);
    for (const violation of result.violations) console.log(`  ${violation}`);
  },
});
if (values.seed === undefined) {
  const seconds = (performance.now() - start) / 1_000;
  console.log(`\n${tally.table()}`);
  console.log(
    `${broken} broke a rule; ${seconds.toFixed(1)} s, ${((seconds * 1_000) / count).toFixed(1)} ms a schedule`,
  );
}
program?.remove();
process.exitCode = broken > 0 ? 1 : 0;
