import { RECONCILIATION_RESULTS } from '../../../shared/reconciliation.ts';
import { tableOf } from '../table.ts';
import type { Finding } from './finding.ts';

export const FORMATS = ['table', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const COLUMNS = [
  'result',
  'payment',
  'checkout',
  'reference',
  'currency',
  'statusHere',
  'statusThere',
  'amountHere',
  'amountThere',
  'note',
] as const satisfies readonly (keyof Finding)[];

/** @param isWhole with the payments that match */
export function render(findings: readonly Finding[], format: Format, isWhole: boolean): string {
  const shown = isWhole ? findings : findings.filter(({ result }) => result !== 'matched');
  switch (format) {
    case 'json':
      return `${JSON.stringify({ summary: summaryOf(findings), findings: shown }, null, 2)}\n`;
    case 'csv':
      return [COLUMNS, ...shown.map((finding) => COLUMNS.map((name) => csvCell(finding[name])))]
        .map((cells) => `${cells.join(',')}\r\n`)
        .join('');
    case 'table': {
      const lines = Object.entries(summaryOf(findings)).map(([result, count]) => `${result}: ${count}`);
      return `${shown.length === 0 ? '' : findingsTable(shown)}${lines.join(', ')}\n`;
    }
  }
}

const summaryOf = (findings: readonly Finding[]) =>
  Object.fromEntries(
    RECONCILIATION_RESULTS.map((result) => [result, findings.filter((one) => one.result === result).length] as const),
  );

/** A spreadsheet must not take a text of the provider's for a formula. */
function csvCell(value: string | number | undefined): string {
  if (typeof value !== 'string') return String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const findingsTable = (findings: readonly Finding[]): string =>
  tableOf(
    COLUMNS,
    findings.map((finding) => COLUMNS.map((name) => finding[name])),
  );
