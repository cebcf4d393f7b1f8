import type { Figure, Target, Verdict } from './figure.ts';

const HEAD = ['', 'measured', 'floor', 'of the floor', 'must', 'aim', '', 'what'] as const;
/** Numbers are aligned at their right end. */
const RIGHT: ReadonlySet<number> = new Set([1, 2, 3, 4, 5]);

export function figureTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = column === HEAD.length - 1 ? 0 : (widths[column] ?? 0);
          return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `12 rows pass, 3 fall short, 1 skipped` */
export function verdictLine(figures: readonly Figure[]): string {
  const count = (verdict: Verdict): number => figures.filter((each) => each.verdict === verdict).length;
  const measured = count('measured');
  return [
    `${count('pass')} rows pass, ${count('fall short')} fall short, ${count('skipped')} skipped`,
    ...(measured > 0 ? [`${measured} have no target`] : []),
  ].join('; ');
}

function cellsOf({ name, value, unit, floor, target, verdict, of }: Figure): readonly string[] {
  return [
    name,
    value === undefined ? '' : withUnit(value, unit),
    floor === undefined ? '' : withUnit(floor, unit),
    value === undefined || floor === undefined || floor === 0 ? '' : partText(value / floor, unit),
    target === undefined ? '' : mustText(target, unit),
    target?.aim === undefined ? '' : target.ofFloor === true ? partText(target.aim, unit) : numberText(target.aim),
    verdict === 'measured' ? '' : verdict,
    of,
  ];
}

function mustText(target: Target, unit: string): string {
  const limit = target.least ?? target.most ?? Number.NaN;
  const text = target.ofFloor === true ? partText(limit, unit) : withUnit(limit, unit);
  return `${target.least === undefined ? '≤' : '≥'} ${text}`;
}

/** Of these less is better. */
const COSTS: ReadonlySet<string> = new Set(['ms', 'µs', 'MiB']);

/** A multiple of the floor where less is better, a share of it where more is. */
const partText = (part: number, unit: string): string =>
  COSTS.has(unit) ? `×${part.toFixed(2)}` : `${numberText(part * 100)} %`;

const withUnit = (value: number, unit: string): string => `${numberText(value)} ${unit}`.trimEnd();

const numberText = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0 });
