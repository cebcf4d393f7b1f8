import { hangingLines } from '../hanging-lines.ts';
import type { ScenarioResult } from './play.ts';

export interface Sheet {
  readonly provider: string;
  readonly environment: 'simulator' | 'sandbox' | 'production';
  readonly scenarios: readonly ScenarioResult[];
}

const MARKS = { pass: 'pass', fail: 'FAIL', manual: '....' } as const;

/** As a merchant hands it in: a line each, its evidence or what is left to do below it. */
export function renderSheet({ provider, environment, scenarios }: Sheet, columns?: number): string {
  const width = Math.max(0, ...scenarios.map(({ id }) => id.length));
  const count = (status: ScenarioResult['status']): number => scenarios.filter((each) => each.status === status).length;
  return [
    `Test scenarios of ${provider} (${environment})`,
    '',
    ...scenarios.flatMap(({ id, title, status, evidence, reason }) => [
      `${MARKS[status]}  ${id.padEnd(width)}  ${title}`,
      ...hangingLines(' '.repeat(width + 8), evidence ?? reason ?? '', columns),
    ]),
    '',
    `${scenarios.length} scenarios: ${count('pass')} passed, ${count('fail')} failed, ${count('manual')} by hand`,
    '',
  ].join('\n');
}
