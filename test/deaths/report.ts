import type { CampaignResult } from './campaign.ts';
import type { Point } from './points.ts';
import type { PowerLosses } from './power-loss/cut-power.ts';

/** The figures of campaigns, as a table. */
export function deathsTable(title: string, results: readonly CampaignResult[], points: readonly Point[]): string {
  const sum = (of: (result: CampaignResult) => number): number => results.reduce((all, each) => all + of(each), 0);
  const at = (name: string): number => sum(({ deaths }) => deaths.get(name) ?? 0);
  const starts = results.flatMap((each) => each.starts).sort((a, b) => a - b);
  const quantile = (part: number): string => `${Math.round(starts[Math.floor((starts.length - 1) * part)] ?? 0)} ms`;
  const names = [...new Set(points.map(({ name }) => name))];
  const rows: readonly (readonly [string, string | number])[] = [
    ['deaths by kill -9', names.reduce((all, name) => all + at(name), 0)],
    ['requests answered with 2xx', sum((each) => each.acknowledged)],
    ['requests repeated', sum((each) => each.repeats)],
    ['charges at providers', sum((each) => each.charges)],
    ['events at the storefront', sum((each) => each.events)],
    ['start until listening, half of them', quantile(0.5)],
    ['start until listening, slowest', quantile(1)],
    ['violations of I1 to I10', sum((each) => each.violations.length)],
    ...names.map((name) => [`  ${name}`, at(name)] as const),
  ];
  return table(title, rows);
}

export function powerLossTable(title: string, losses: readonly PowerLosses[]): string {
  const sum = (of: (result: PowerLosses) => number): number => losses.reduce((all, each) => all + of(each), 0);
  return table(title, [
    ['writes, truncations and syncs recorded', sum(({ calls }) => calls)],
    ['merges of the log into the file', sum(({ merges }) => merges)],
    ['power losses', sum(({ cuts }) => cuts)],
    ['of these in the middle of a write', sum(({ torn }) => torn)],
    ['acknowledged rows looked for', sum(({ acknowledged }) => acknowledged)],
    ['rows lost, or databases damaged', sum(({ violations }) => violations.length)],
  ]);
}

function table(title: string, rows: readonly (readonly [name: string, value: string | number])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return [title, ...rows.map(([name, value]) => `${name.padEnd(width)} ${String(value).padStart(8)}`)].join('\n');
}
