/**
 * `npm run simulate:planted -- [--schedules 30] [--from N] [--store] [word …]`: plants each bug whose name contains one
 * of the words, or every one, and looks for it with seeds from a random one on. `--store` keeps the seeds that found them
 * in `seeds.json`, which the test suite replays.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PLANTED_BUGS } from './bugs.ts';
import { hunt } from './hunt.ts';
import { SEEDS_FILE, storedSeeds } from './stored-seeds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schedules: { type: 'string', default: '30' },
    from: { type: 'string' },
    processes: { type: 'string', default: '2' },
    store: { type: 'boolean', default: false },
  },
});
const first = Number(values.from ?? 1 + Math.floor(Math.random() * 1_000_000));
const count = Number(values.schedules);
const chosen = PLANTED_BUGS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
const found = new Set<string>();
const left = [...chosen];

function keep(name: string, seed: number): void {
  found.add(name);
  if (!values.store) return;
  const seeds = { ...storedSeeds(readFileSync(SEEDS_FILE, 'utf8')), [name]: seed };
  writeFileSync(SEEDS_FILE, `${JSON.stringify(seeds, null, 2)}\n`);
}

async function work(): Promise<void> {
  for (let bug = left.shift(); bug !== undefined; bug = left.shift()) {
    const start = performance.now();
    const result = await hunt(
      bug,
      Array.from({ length: count }, (_, index) => first + index),
    );
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    if (result !== undefined) keep(bug.name, result.seed);
    console.log(
      result === undefined
        ? `✗ ${bug.name}: not found in ${count} schedules from seed ${first} on, ${seconds} s`
        : `✓ ${bug.name}: seed ${result.seed}, schedule ${result.seed - first + 1}, ${seconds} s: ${result.violations[0]}`,
    );
  }
}

await Promise.all(Array.from({ length: Number(values.processes) }, work));
console.log(`${found.size} of ${chosen.length} found`);
process.exitCode = found.size === chosen.length ? 0 : 1;
