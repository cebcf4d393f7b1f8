import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openConnection } from '../../server/store/connection.ts';
import { figure, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { openEventStreams } from './load/event-stream.ts';
import { heldRate } from './load/held-rate.ts';
import { failureCount, failureText, perSecond, type LoadResult } from './load/load-result.ts';
import { checkoutRequest, notificationRequest, streamRequest } from './load/requests.ts';
import { eachOnce, openShop, type PreparedCheckout } from './load/shop.ts';
import type { ChildServer } from './measure/child-server.ts';
import { OUTSIDE_CORE } from './measure/cores.ts';
import type { MeasuredServer } from './measure/measured-server.ts';
import { median, quantile } from './measure/quantile.ts';
import { withStage } from './measure/stage.ts';

interface SoakScale {
  readonly streams: number;
  readonly faultEveryMs: number;
  /** How much more memory there may be in the end. A short soak sees mostly the warm-up. */
  readonly mostGrowthMiB?: number;
}

const SHORT: SoakScale = { streams: 1_000, faultEveryMs: 10_000 };
const LONG: SoakScale = { streams: 5_000, faultEveryMs: 30_000, mostGrowthMiB: 10 };
const LONG_MINUTES = 5;

const CREATES = 200;
const NOTIFICATIONS = 400;
const WARM_UP = 1_000;
const CALLERS = 32;
const SAMPLE_MS = 1_000;
const FAULT_MS = 1_000;
const SLOW_PROVIDER_MS = 800;
const FAILED_CREATES = 20;
const DRAIN_MS = 30_000;

const LAG_METRIC = /^nodejs_eventloop_lag_p99_seconds ([\d.e+-]+)$/m;
const checkoutAnswer = z.object({ id: z.string(), clientToken: z.string(), reference: z.string() });
const paymentAnswer = z.object({ id: z.string() });

interface Sample {
  readonly rssMiB: number;
  readonly descriptors: number;
  /** The 99th percentile of the event loop's delay since the sample before. */
  readonly lagMs: number;
}

/** A shop at work for some minutes, with a fault of its provider or its own server now and then. */
export function measureSoak(minutes: number): Promise<readonly Figure[]> {
  const scale = minutes < LONG_MINUTES ? SHORT : LONG;
  return withStage(async ({ folder, child, server: serve }) => {
    const provider = await child('stubs/provider.ts', [], OUTSIDE_CORE);
    const storefront = await child('stubs/storefront.ts', [], OUTSIDE_CORE);
    const file = join(folder, 'kasir.db');
    const server = await serve({
      providerPort: provider.port,
      databaseUrl: `file:${file}`,
      storefrontUrl: `http://127.0.0.1:${storefront.port}/`,
    });
    const { port } = server;
    const shop = openShop(port);
    const streamed = await shop.prepare(scale.streams);
    await openEventStreams(
      port,
      streamed.map(({ token }, index) => streamRequest(token, index)),
    );
    const requests = eachOnce((await shop.prepare(WARM_UP)).map(shop.choose));
    const payments: string[] = [];
    const learn = ({ status, body }: { readonly status: number; readonly body: string }): void => {
      if (status === 201) payments.push(paymentAnswer.parse(JSON.parse(body)).id);
    };
    const warm = await closedLoop({
      ...{ port, callers: CALLERS, seconds: Infinity, next: requests, expected: 201 },
      onAnswer: learn,
    });
    // A server that is too slow soaks at a rate that it can hold; the first row says so.
    const part = Math.min(1, perSecond(warm) / 4 / CREATES);

    const seconds = minutes * 60;
    const samples: Sample[] = [];
    const stop = new AbortController();
    const watching = Promise.all([
      watch(server, samples, stop.signal),
      faults({ provider, storefront, everyMs: scale.faultEveryMs }, stop.signal),
    ]);
    const loads = await Promise.all(shopping({ port, seconds, part, shop, payments, learn }));
    stop.abort();
    await watching;
    const { waitedMs, left } = await drained(file);
    return figuresOf({ minutes, scale, part, loads, samples, waitedMs, left });
  });
}

interface Shopping {
  readonly port: number;
  readonly seconds: number;
  readonly part: number;
  readonly shop: ReturnType<typeof openShop>;
  readonly payments: readonly string[];
  readonly learn: (answer: { readonly status: number; readonly body: string }) => void;
}

/** Orders, the payments of these orders, and notifications about what was created before. */
function shopping({ port, seconds, part, shop, payments, learn }: Shopping): readonly Promise<LoadResult>[] {
  const waiting: PreparedCheckout[] = [];
  let orders = 0;
  let notifications = 0;
  const order = heldRate({
    ...{ port, perSecond: CREATES * part, seconds, expected: 201 },
    next: () => checkoutRequest(`soak-${(orders += 1)}`),
    onAnswer: ({ status, body }) => {
      if (status !== 201) return;
      const { id, clientToken, reference } = checkoutAnswer.parse(JSON.parse(body));
      waiting.push({ id, token: clientToken, reference });
    },
  });
  const pay = heldRate({
    ...{ port, perSecond: CREATES * part, seconds, expected: 201 },
    next: () => {
      const checkout = waiting.shift();
      return checkout && shop.choose(checkout);
    },
    onAnswer: learn,
  });
  const notify = heldRate({
    ...{ port, perSecond: NOTIFICATIONS * part, seconds, expected: 200 },
    next: () => {
      notifications += 1;
      return notificationRequest(payments[notifications % payments.length] ?? '', notifications);
    },
  });
  return [order, pay, notify];
}

async function watch(server: MeasuredServer, samples: Sample[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(SAMPLE_MS);
    const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    const { rssMiB, descriptors } = server.usage();
    samples.push({ rssMiB, descriptors, lagMs: Number(LAG_METRIC.exec(metrics)?.[1]) * 1_000 });
  }
}

/** The provider answers late, the provider refuses, the storefront answers late; in turn. */
async function faults(
  { provider, storefront, everyMs }: { provider: ChildServer; storefront: ChildServer; everyMs: number },
  signal: AbortSignal,
): Promise<void> {
  const kinds = [
    () => provider.tell(`/stub?delayMs=${SLOW_PROVIDER_MS}`),
    () => provider.tell(`/stub?failures=${FAILED_CREATES}`),
    () => storefront.tell(`/stub?takesMs=${SLOW_PROVIDER_MS}`),
  ];
  for (let fault = 0; !signal.aborted; fault += 1) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await kinds[fault % kinds.length]?.();
    await sleep(FAULT_MS);
    await provider.tell('/stub?delayMs=0&failures=0');
    await storefront.tell('/stub?takesMs=0');
  }
}

/** Waits until no event is due. What the request budget of the provider holds back cannot be hurried. */
async function drained(file: string): Promise<{ readonly waitedMs: number; readonly left: number }> {
  const start = performance.now();
  const connection = openConnection(file);
  const due = (): number =>
    Number(
      connection.first("SELECT count(*) AS n FROM jobs WHERE kind = 'deliver' AND due_at <= ?", [Date.now()])?.['n'],
    );
  while (due() > 0 && performance.now() - start < DRAIN_MS) await sleep(SAMPLE_MS);
  const result = { waitedMs: performance.now() - start, left: due() };
  connection.close();
  return result;
}

interface Soaked {
  readonly minutes: number;
  readonly scale: SoakScale;
  readonly part: number;
  readonly loads: readonly LoadResult[];
  readonly samples: readonly Sample[];
  readonly waitedMs: number;
  readonly left: number;
}

function figuresOf({ minutes, scale, part, loads, samples, waitedMs, left }: Soaked): readonly Figure[] {
  const of = `${minutes} min with ${scale.streams} streams and a fault every ${scale.faultEveryMs / 1_000} s`;
  const [orders, creates, notifications] = loads;
  const expectedFailures = (creates?.failures.get(503) ?? 0) + (creates?.failures.get(402) ?? 0);
  const unexpected = loads.reduce((sum, load) => sum + failureCount(load), 0) - expectedFailures;
  const half = Math.floor(samples.length / 2);
  const [early, late] = [samples.slice(Math.floor(half / 2), half), samples.slice(half)];
  const growth = (of: (sample: Sample) => number): number => median(late.map(of)) - median(early.map(of));
  return [
    figure({
      name: 'soak, creates',
      value: CREATES * part,
      unit: '/s',
      target: { least: CREATES },
      of: `${of}; with twice as many notifications`,
    }),
    figure({
      name: 'soak, unexpected answers',
      value: unexpected,
      unit: '',
      target: { most: 0 },
      of: `orders: ${orders && failureText(orders)}; payments: ${creates && failureText(creates)}, ${expectedFailures} of them by faults; notifications: ${notifications && failureText(notifications)}`,
    }),
    figure({
      name: 'soak, p99 of a payment',
      value: quantile(creates?.latencies ?? [], 0.99),
      unit: 'ms',
      of: 'faults of the provider included',
    }),
    figure({
      name: 'soak, memory',
      value: growth(({ rssMiB }) => rssMiB),
      unit: 'MiB',
      ...(scale.mostGrowthMiB === undefined ? {} : { target: { most: scale.mostGrowthMiB } }),
      of: `more in the second half than in the second quarter; ${Math.round(median(late.map(({ rssMiB }) => rssMiB)))} MiB resident`,
    }),
    figure({
      name: 'soak, file descriptors',
      value: growth(({ descriptors }) => descriptors),
      unit: '',
      target: { most: 64 },
      of: 'more in the second half than in the second quarter',
    }),
    figure({
      name: 'soak, event loop delay',
      value: median(late.map(({ lagMs }) => lagMs)),
      unit: 'ms',
      floor: median(early.map(({ lagMs }) => lagMs)),
      target: { most: 1.5, ofFloor: true },
      of: 'p99 of the second half; the floor: of the second quarter',
    }),
    figure({
      name: 'soak, events left',
      value: left,
      unit: '',
      target: { most: 0 },
      of: `${Math.round(waitedMs / 1_000)} s after the load; inquiries wait for the request budget of the provider`,
    }),
  ];
}
