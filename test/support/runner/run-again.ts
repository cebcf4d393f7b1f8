import type { Outcome } from './outcome.ts';

/** More files than this did not fail by chance. */
const MOST_FILES = 3;

/** What waits for a browser or a program of others. What fails of the server, on a busy machine too, is its own fault. */
const MAY_RUN_AGAIN = /^test\/(?:e2e|embed|gallery|package|widget)\//;

/**
 * Runs the files again that failed while all suites competed for the machine, one after the other and with nothing beside
 * them. What fails again has failed. What passes then counts as passed and is named as unsteady: a fault of the test, or
 * one that only a busy machine brings out.
 *
 * @param run runs one file alone
 */
export async function runAgain(
  outcomes: readonly Outcome[],
  run: (file: string) => Promise<Outcome>,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly unsteady: readonly string[] }> {
  const failed = outcomes.filter((outcome) => outcome.failed > 0);
  const files = failed.flatMap(({ failedFiles }) => failedFiles ?? []);
  const isByChance =
    failed.every(({ failedFiles }) => failedFiles !== undefined) &&
    files.length <= MOST_FILES &&
    files.every((file) => MAY_RUN_AGAIN.test(file));
  if (!isByChance) return { outcomes, unsteady: [] };
  const steady = new Set<string>();
  for (const file of files) {
    const { passed, failed: again } = await run(file);
    if (passed > 0 && again === 0) steady.add(file);
  }
  return {
    outcomes: outcomes.map((outcome) =>
      outcome.failed > 0 && outcome.failedFiles?.every((file) => steady.has(file)) === true
        ? { ...outcome, passed: outcome.passed + outcome.failed, failed: 0 }
        : outcome,
    ),
    unsteady: [...steady],
  };
}
