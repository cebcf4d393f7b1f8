/** What came of sending requests for some time. */
export interface LoadResult {
  /** Requests that were answered with the expected status. */
  readonly count: number;
  readonly seconds: number;
  /** Milliseconds of each of them. */
  readonly latencies: readonly number[];
  /** How many requests were answered otherwise, by status; 0 where there was no answer. */
  readonly failures: ReadonlyMap<number, number>;
  /** Why nothing was sent. */
  readonly beyond?: string;
}

export const perSecond = ({ count, seconds }: Pick<LoadResult, 'count' | 'seconds'>): number => count / seconds;

export const failureCount = ({ failures }: LoadResult): number => [...failures.values()].reduce((a, b) => a + b, 0);

/** `no errors`, or `12 errors (503: 10, lost: 2)` */
export function failureText(result: LoadResult): string {
  if (result.beyond !== undefined) return result.beyond;
  const all = failureCount(result);
  if (all === 0) return 'no errors';
  const parts = [...result.failures].map(([status, count]) => `${status === 0 ? 'lost' : status}: ${count}`);
  return `${all} errors (${parts.join(', ')})`;
}

/** Several phases of the same load as one. */
export const joined = (results: readonly LoadResult[]): LoadResult => ({
  count: results.reduce((sum, { count }) => sum + count, 0),
  seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  latencies: results.flatMap(({ latencies }) => latencies),
  failures: results.reduce((sum, { failures }) => {
    for (const [status, count] of failures) sum.set(status, (sum.get(status) ?? 0) + count);
    return sum;
  }, new Map<number, number>()),
});
