import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import * as z from 'zod';
import type { Contender, PageExpressions } from './contender.ts';
import { PHONE } from './phone.ts';
import { probeReading } from './probe-reading.ts';
import { logRequests, type PageRequest } from './request-log.ts';

/** What one opening of a page measured; times in milliseconds since the navigation. */
export interface Opening {
  /** The whole list is painted. */
  readonly painted: number;
  /** The first task after that: the page would answer a tap. */
  readonly interactive: number;
  /** From the pointer on the eighth row until the selected row is painted. */
  readonly selected: number | undefined;
  /** What tasks took beyond 50 ms each, until the page had been at rest. */
  readonly blocking: number;
  readonly longestTask: number;
  /** Sum of the layout shifts. */
  readonly shift: number;
  /** After a garbage collection, with the list on the screen and everything at rest. */
  readonly heapMiB: number;
  /** The same once the selected row is open. */
  readonly heapOpenMiB: number;
  readonly nodes: number;
  /** Beside the page and its style sheet. */
  readonly requests: readonly OpeningRequest[];
  /** What scripts of the page threw. */
  readonly errors: readonly string[];
}

export interface OpeningRequest extends Omit<PageRequest, 'sentAt' | 'endedAt'> {
  readonly sentAt: number;
  readonly endedAt: number | undefined;
  /** It was sent before the list was painted. */
  readonly beforeList: boolean;
}

export interface OpeningStage {
  readonly browser: Browser;
  /** The probe, as a script. */
  readonly probe: string;
  /** Where the phone becomes slow, before the page is opened. */
  readonly emptyPage: string;
}

const LIST_TIMEOUT_MS = 30_000;
const SELECT_TIMEOUT_MS = 5_000;
/** What loads after the list, and blocks it, comes within this. */
const SETTLE_MS = 3_500;
/** After the phone became slow, before the page is opened. */
const QUIET_MS = 500;
/** What a selected row opens, and loads, comes within this. */
const OPEN_MS = 1_500;
/** After the row was scrolled into view. */
const SCROLL_MS = 150;

/** Opens the page once, as a new visitor: nothing is cached. */
export async function openPage({ browser, probe, emptyPage }: OpeningStage, contender: Contender): Promise<Opening> {
  const url = await contender.prepare();
  const context = await browser.newContext(PHONE.context);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const listed = new Promise<void>((resolve) => {
      void page.exposeBinding('benchListed', () => resolve());
    });
    await page.addInitScript(`${expressionsScript(contender)}\n${probe}`);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Performance.enable');
    await page.goto(emptyPage);
    await cdp.send('Network.emulateNetworkConditions', PHONE.network);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: PHONE.cpu });
    await sleep(QUIET_MS);
    const requests = logRequests(cdp);
    await page.goto(url, { waitUntil: 'commit' });
    await within(LIST_TIMEOUT_MS, listed, () => `${contender.name}: no list; ${errors.join('; ')}`);
    await sleep(SETTLE_MS);

    const reading = probeReading.parse(await page.evaluate('benchReading()'));
    const metrics = await metricsOf(cdp);
    const heapMiB = await heapOf(cdp);
    const selected = await selectEighth(page, contender.page);
    await sleep(OPEN_MS);
    const heapOpenMiB = await heapOf(cdp);

    const sinceNavigation = (seconds: number): number => (seconds - metrics.NavigationStart) * 1_000;
    return {
      painted: reading.painted,
      interactive: reading.interactive,
      selected,
      blocking: reading.longTasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      longestTask: Math.max(0, ...reading.longTasks),
      shift: reading.shifts.reduce((sum, value) => sum + value, 0),
      heapMiB,
      heapOpenMiB,
      nodes: metrics.Nodes,
      requests: requests()
        .filter(({ type }) => type !== 'Document' && type !== 'Stylesheet')
        .map(({ sentAt, endedAt, ...request }) => ({
          ...request,
          sentAt: sinceNavigation(sentAt),
          endedAt: endedAt === undefined ? undefined : sinceNavigation(endedAt),
          beforeList: sinceNavigation(sentAt) < reading.painted,
        })),
      errors,
    };
  } finally {
    await context.close();
  }
}

const expressionsScript = ({ page, wantedRows }: Contender): string =>
  `globalThis.benchPage = { rows: () => ${page.rows}, wantedRows: ${wantedRows}, selected: () => ${page.selected ?? false} };`;

const metricsSchema = z.object({ NavigationStart: z.number(), Nodes: z.number() });

async function metricsOf(cdp: CDPSession): Promise<z.infer<typeof metricsSchema>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metricsSchema.parse(Object.fromEntries(metrics.map(({ name, value }) => [name, value])));
}

/** After a garbage collection, in MiB. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.disable');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

async function selectEighth(page: Page, { eighthRow }: PageExpressions): Promise<number | undefined> {
  if (eighthRow === undefined) return undefined;
  const box = boxSchema.parse(
    await page.evaluate(`(() => {
      const row = ${eighthRow};
      row.scrollIntoView({ block: 'center', behavior: 'instant' });
      return row.getBoundingClientRect().toJSON();
    })()`),
  );
  const painted = page.evaluate('benchSelection()').then((ms) => z.number().parse(ms));
  await sleep(SCROLL_MS);
  await page.mouse.click(box.x + Math.min(120, box.width / 2), box.y + box.height / 2);
  return within(SELECT_TIMEOUT_MS, painted, () => 'the eighth row was not selected');
}

async function within<T>(ms: number, promise: Promise<T>, fault: () => string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(fault());
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}
