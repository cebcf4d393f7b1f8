import type { Check } from './check.ts';
import { fail, type Finding } from './finding.ts';

export interface CheckResult extends Finding {
  readonly id: string;
}

/**
 * Runs all checks at once. One that has not ended after `deadlineMs` is reported as failed, and what it still does is
 * nobody's concern.
 *
 * @param ended called with each result
 */
export const runChecks = (
  checks: readonly Check[],
  deadlineMs: number,
  ended: (result: CheckResult) => unknown = () => undefined,
): Promise<readonly CheckResult[]> =>
  Promise.all(
    checks.map(async (check) => {
      const result = { id: check.id, ...(await runCheck(check, deadlineMs)) };
      await ended(result);
      return result;
    }),
  );

async function runCheck({ id, run }: Check, deadlineMs: number): Promise<Finding> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      resolve(
        fail(
          `no result after ${deadlineMs / 1_000} s`,
          `find out what hangs behind ${id}: a host, a disk or a database that takes requests and does not answer`,
        ),
      );
      over.abort();
    }, deadlineMs);
  });
  const ended = Promise.resolve()
    .then(() => run(over.signal))
    .catch((error: unknown) =>
      fail(
        `the check itself failed: ${error instanceof Error ? error.message : 'unknown error'}`,
        `report this fault of the check ${id}`,
      ),
    );
  const finding = await Promise.race([ended, tooLate]);
  clearTimeout(timer);
  return finding;
}
