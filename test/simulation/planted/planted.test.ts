import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PLANTED_BUGS } from './bugs.ts';
import { hunt } from './hunt.ts';
import { SEEDS_FILE, storedSeeds } from './stored-seeds.ts';

/*
 * The simulation can fail: with each of these bugs in the sources, the stored schedule breaks a rule. A change of the
 * server may move what happens in a schedule, so a few further seeds are tried.
 */

const seeds = storedSeeds(readFileSync(SEEDS_FILE, 'utf8'));
/** Schedules after the stored one. */
const FURTHER = 60;

test('the simulation finds planted bugs', { concurrency: 2 }, async (t) => {
  const start = performance.now();
  const lines: string[] = [];
  await Promise.all(
    PLANTED_BUGS.map((bug) =>
      t.test(bug.name, { skip: seeds[bug.name] === undefined && 'no schedule that finds it is stored' }, async () => {
        const seed = seeds[bug.name] ?? 0;
        const found = await hunt(
          bug,
          Array.from({ length: 1 + FURTHER }, (_, index) => seed + index),
        );
        assert.ok(
          found,
          `not found by seed ${seed} and ${FURTHER} more: npm run simulate:planted -- --store "${bug.name}"`,
        );
        const where = found.seed === seed ? `seed ${seed}` : `seed ${found.seed} (stored: ${seed})`;
        lines.push(`${bug.name.padEnd(58)} ${where.padEnd(24)} ${found.violations[0]?.split(':')[0]}`);
      }),
    ),
  );
  t.diagnostic(
    [`${lines.length} planted bugs found in ${((performance.now() - start) / 1_000).toFixed(0)} s`, ...lines].join(
      '\n',
    ),
  );
});
