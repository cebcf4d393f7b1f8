import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildWorker } from './build-worker.ts';
import { CRASH_POINTS, FAULTS } from './catalogue.ts';
import { runSchedules, type SeedResult } from './pool.ts';
import { Tally } from './table.ts';

/*
 * The whole server, twice on one database, with all providers' simulators, pages, a shop and a storefront, on virtual
 * time: each seed is a schedule of steps and faults. After the last fault no rule may be broken and nothing may hang.
 */

/** Each pair of a fault and a death is tried twice. */
const SCHEDULES = 2 * FAULTS.length * CRASH_POINTS.length;
const AT_LEAST = 20;
/** So many are run a second time, in another order and another process, from the sources as a replay does. */
const REPEATED = 24;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

test(`${SCHEDULES} schedules break no rule`, async (t) => {
  const start = performance.now();
  const tally = new Tally();
  const failed: SeedResult[] = [];
  const digests = new Map<number, string>();
  const program = await buildWorker('all');
  t.after(() => program.remove());
  await runSchedules({
    seeds: range(1, SCHEDULES + 1),
    program,
    onResult: (result) => {
      tally.add(result);
      digests.set(result.seed, result.digest);
      if (result.violations.length > 0) failed.push(result);
    },
  });
  const seconds = (performance.now() - start) / 1_000;
  t.diagnostic(`${tally.table()}\n${failed.length} broke a rule; ${seconds.toFixed(1)} s`);
  assert.equal(failed.map(describe).join('\n\n'), '');
  assert.deepEqual(tally.rarerThan(AT_LEAST), [], `each fault and each death must strike ${AT_LEAST} times`);

  const other: string[] = [];
  await runSchedules({
    seeds: range(1, REPEATED + 1).toReversed(),
    processes: 1,
    onResult: ({ seed, digest }) => {
      if (digests.get(seed) !== digest) other.push(`seed ${seed}`);
    },
  });
  assert.deepEqual(other, [], 'the same seed must give the same timeline');
});

const describe = ({ seed, violations, timeline }: SeedResult): string =>
  [`npm run simulate -- --seed ${seed}`, ...violations, ...timeline.slice(-40)].join('\n');
