import type { Opening } from './open-page.ts';
import { medianOf, type Openings } from './rounds.ts';

const COLUMNS: readonly (readonly [string, (openings: Openings, floor: number) => string])[] = [
  ['page', ({ contender }) => contender.name],
  ['list ms', (each) => whole(medianOf(each, ({ painted }) => painted))],
  ['interactive ms', (each) => whole(medianOf(each, interactive))],
  ['range', ({ all }) => rangeText(all.map(interactive))],
  ['of lit floor', (each, floor) => `×${(medianOf(each, interactive) / floor).toFixed(2)}`],
  ['select ms', (each) => whole(medianOf(each, ({ selected }) => selected))],
  ['blocking ms', (each) => whole(medianOf(each, ({ blocking }) => blocking))],
  ['longest task', (each) => whole(medianOf(each, ({ longestTask }) => longestTask))],
  ['shift', ({ all }) => Math.max(...all.map(({ shift }) => shift)).toFixed(3)],
  ['heap MiB', (each) => medianOf(each, ({ heapMiB }) => heapMiB).toFixed(2)],
  ['row open', (each) => medianOf(each, ({ heapOpenMiB }) => heapOpenMiB).toFixed(2)],
  ['nodes', (each) => whole(medianOf(each, ({ nodes }) => nodes))],
  ['requests', (each) => whole(medianOf(each, ({ requests }) => requests.length))],
  ['before the list', (each) => whole(medianOf(each, requestsBeforeList))],
  ['preflights', (each) => whole(medianOf(each, preflights))],
  ['kB', (each) => (medianOf(each, bytesOnWire) / 1_000).toFixed(1)],
  ['kB before the list', (each) => (medianOf(each, bytesBeforeList) / 1_000).toFixed(1)],
];

/** Every page beside the others, medians of all rounds; the shift is the worst one. */
export function openingTable(all: readonly Openings[], floor: Openings): string {
  const floorMs = medianOf(floor, interactive);
  const rows = [COLUMNS.map(([title]) => title), ...all.map((each) => COLUMNS.map(([, cell]) => cell(each, floorMs)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

export const interactive = (opening: Opening): number => opening.interactive;
export const requestsBeforeList = ({ requests }: Opening): number => requests.filter((each) => each.beforeList).length;
export const preflights = ({ requests }: Opening): number =>
  requests.filter(({ beforeList, type }) => beforeList && type === 'Preflight').length;
export const bytesBeforeList = ({ requests }: Opening): number =>
  requests.reduce((sum, { beforeList, bytes }) => sum + (beforeList ? bytes : 0), 0);
const bytesOnWire = ({ requests }: Opening): number => requests.reduce((sum, { bytes }) => sum + bytes, 0);

const whole = (value: number): string => (Number.isNaN(value) ? '' : String(Math.round(value)));

const rangeText = (values: readonly number[]): string => `${whole(Math.min(...values))}–${whole(Math.max(...values))}`;
