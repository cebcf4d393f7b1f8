/** What one runner counted, and what a person must read of it. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** One line each: what was skipped and why. */
  readonly skipped: readonly string[];
  /** Failing output in full; empty when nothing failed. */
  readonly report: string;
}

/** A runner that ran nothing proves nothing: its silence is a failure. */
export const withoutSilence = (outcome: Outcome): Outcome =>
  outcome.passed + outcome.failed + outcome.skipped.length > 0
    ? outcome
    : { passed: 0, failed: 1, skipped: [], report: `${outcome.report}\nIt executed nothing.` };
