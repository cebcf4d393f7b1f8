import { runSchedules, type SeedResult } from '../pool.ts';
import type { PlantedBug } from './planted-bug.ts';
import { buildWithBug } from './build-with-bug.ts';

/** Runs directed schedules with the bug planted until one breaks a rule. `undefined`: none of the seeds did. */
export async function hunt(bug: PlantedBug, seeds: readonly number[]): Promise<SeedResult | undefined> {
  const program = await buildWithBug(bug, bug.name.replace(/\W+/g, '-'));
  let found: SeedResult | undefined;
  try {
    await runSchedules({
      seeds: seeds.map((seed) => ({ seed, focus: bug.focus })),
      program,
      processes: 1,
      batchSize: 1,
      onResult: (result) => {
        if (result.violations.length > 0) found ??= result;
        return found === undefined;
      },
    });
    return found;
  } finally {
    program.remove();
  }
}
