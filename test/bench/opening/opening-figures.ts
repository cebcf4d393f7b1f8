import { figure, type Figure, type Target } from '../figure.ts';
import { BLANK_PAGE, INLINE_FLOOR } from './floor-pages.ts';
import { LONG_ORDER, WITH_SESSION, WITHOUT_SESSION } from './kasir-pages.ts';
import type { Opening } from './open-page.ts';
import { bytesBeforeList, interactive, preflights, requestsBeforeList } from './opening-table.ts';
import { medianOf, type Openings } from './rounds.ts';

/** Of the scripts that a page with the element downloads before the list is there. */
const BYTES_BEFORE_LIST = 16_384;
/** 1.3 MiB in the browser that this was set with, where a blank page had 0.82. */
const HEAP_BEYOND_BLANK_MIB = 0.48;

/** The rows of the figure table. `floor`: the least page on lit. */
export function openingFigures(found: readonly Openings[], floor: Openings): readonly Figure[] {
  const named = (name: string): Openings => {
    const openings = found.find(({ contender }) => contender.name === name);
    if (openings === undefined) throw new Error(`"${name}" was not opened`);
    return openings;
  };
  const passed = named(WITH_SESSION);
  const requested = named(WITHOUT_SESSION);
  const blank = named(BLANK_PAGE);
  const ms = (openings: Openings): number => Math.round(medianOf(openings, interactive));
  const heap = ({ heapMiB }: Opening): number => heapMiB;

  const opened = (name: string, openings: Openings, most: number): Figure =>
    figure({
      name: `interactive, ${name}`,
      value: ms(openings),
      unit: 'ms',
      floor: ms(floor),
      target: { most, ofFloor: true },
      of: `list painted after ${numbers(medianOf(openings, ({ painted }) => painted))} ms; blank page ${ms(blank)} ms, inline-SVG floor ${ms(named(INLINE_FLOOR))} ms`,
    });
  /** Of both ways to open, the one that is worse. */
  const worse = (
    { of, ...row }: { name: string; unit: string; floor?: number; target?: Target; of: string },
    measured: (opening: Opening) => number | undefined,
  ): Figure => {
    const values = [passed, requested].map((openings) => medianOf(openings, measured));
    return figure({
      ...row,
      value: Math.max(...values),
      of: `${of}; session passed ${numbers(values[0])}, requested ${numbers(values[1])}`,
    });
  };
  const blocking = ({ blocking: sum }: Opening): number => sum;
  const selected = ({ selected: after }: Opening): number | undefined => after;
  const heapBeyondBlank = (opening: Opening): number => opening.heapMiB - medianOf(blank, heap);

  return [
    opened('session passed', passed, 1),
    opened('session requested', requested, 1.1),
    worse(
      {
        name: 'blocking time',
        unit: 'ms',
        floor: medianOf(floor, blocking),
        target: { most: 100 },
        of: 'tasks beyond 50 ms, until 3.5 s after the list',
      },
      blocking,
    ),
    worse(
      {
        name: 'row selected',
        unit: 'ms',
        floor: medianOf(floor, selected),
        target: { most: 56 },
        of: 'from the pointer to the paint',
      },
      selected,
    ),
    worse(
      {
        name: 'heap beyond a blank page',
        unit: 'MiB',
        floor: medianOf(floor, heapBeyondBlank),
        target: { most: HEAP_BEYOND_BLANK_MIB },
        of: `after a garbage collection, with the list at rest; the blank page has ${numbers(medianOf(blank, heap))}`,
      },
      heapBeyondBlank,
    ),
    worse(
      {
        name: 'heap beyond a blank page, row open',
        unit: 'MiB',
        floor: medianOf(floor, ({ heapOpenMiB }) => heapOpenMiB - medianOf(blank, heap)),
        of: 'the same once the selected row is open',
      },
      ({ heapOpenMiB }) => heapOpenMiB - medianOf(blank, heap),
    ),
    figure({
      name: 'layout shift',
      value: Math.max(...[passed, requested, named(LONG_ORDER)].flatMap(({ all }) => all.map(({ shift }) => shift))),
      unit: '',
      target: { most: 0 },
      of: 'the worst opening, also of an order with a description and items',
    }),
    worse(
      { name: 'requests before the list', unit: '', target: { most: 2 }, of: requestNames(requested) },
      requestsBeforeList,
    ),
    worse(
      { name: 'preflights before the list', unit: '', target: { most: 0 }, of: 'from a page of another origin' },
      preflights,
    ),
    worse(
      {
        name: 'code before the list',
        unit: 'B',
        target: { most: BYTES_BEFORE_LIST },
        of: 'scripts as they come over the wire',
      },
      scriptBytesBeforeList,
    ),
    ...found.filter(({ contender }) => contender.kind === 'rival').map((rival) => rivalFigure(rival, ms(floor))),
  ];
}

const rivalFigure = (rival: Openings, floorMs: number): Figure => {
  const median = (measured: (opening: Opening) => number | undefined): string => numbers(medianOf(rival, measured));
  return figure({
    name: `interactive, ${rival.contender.name}`,
    value: Math.round(medianOf(rival, interactive)),
    unit: 'ms',
    floor: floorMs,
    of: [
      'another widget, for comparison',
      `blocking time ${median(({ blocking }) => blocking)} ms`,
      `row selected in ${median(({ selected }) => selected)} ms`,
      `heap ${median(({ heapMiB }) => heapMiB)} MiB`,
      `${median((opening) => bytesBeforeList(opening) / 1_000)} kB before the list`,
    ].join('; '),
  });
};

const scriptBytesBeforeList = ({ requests }: Opening): number =>
  requests.reduce((sum, { beforeList, type, bodyBytes }) => sum + (beforeList && type === 'Script' ? bodyBytes : 0), 0);

/** `kasir.js, session` */
const requestNames = ({ all }: Openings): string =>
  (all.at(-1)?.requests ?? [])
    .filter(({ beforeList }) => beforeList)
    .map(({ url, type }) => `${new URL(url).pathname.split('/').at(-1)}${type === 'Preflight' ? ' (preflight)' : ''}`)
    .join(', ');

const numbers = (value = Number.NaN): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });
