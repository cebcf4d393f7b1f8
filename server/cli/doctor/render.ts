import { hangingLines } from '../hanging-lines.ts';
import type { CheckResult } from './run-checks.ts';

const MARKS = { pass: 'ok', warn: 'WARN', fail: 'FAIL', skip: 'skip' } as const;

/** The report for a person: a line each, what to do below it, and the sum. */
export function render(results: readonly CheckResult[], columns?: number): string {
  const width = Math.max(...results.map(({ id }) => id.length));
  const lines = results.flatMap(({ id, status, message, fix }) => [
    ...hangingLines(`${MARKS[status].padEnd(4)}  ${id.padEnd(width)}  `, message, columns),
    ...(fix === undefined ? [] : hangingLines(`${' '.repeat(width + 8)}→ `, fix, columns)),
  ]);
  const count = (status: CheckResult['status']): number => results.filter((each) => each.status === status).length;
  const sum = `${results.length} checks: ${count('fail')} failed, ${count('warn')} with warnings, ${count('skip')} skipped`;
  return [...lines, '', sum, ''].join('\n');
}
