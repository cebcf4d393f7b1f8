/** What one step counted, and the output of its failures. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** One line each: what was skipped and why. */
  readonly skipped: readonly string[];
  /** The output of failures in full; empty when nothing failed. */
  readonly report: string;
  /** The files of the failures; absent where a failure is of none, or would be the same in any other run. */
  readonly failedFiles?: readonly string[] | undefined;
  /** Tables of what the tests have measured, of several lines each. */
  readonly figures?: readonly string[];
}

/** A step that ran no test has failed. */
export const failIfEmpty = (outcome: Outcome): Outcome =>
  outcome.passed + outcome.failed + outcome.skipped.length > 0
    ? outcome
    : { passed: 0, failed: 1, skipped: [], report: `${outcome.report}\nNo test was run.` };
