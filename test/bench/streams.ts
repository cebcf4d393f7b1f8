import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { figure, skipped, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { openEventStreams, type EventStream } from './load/event-stream.ts';
import { heldRate } from './load/held-rate.ts';
import { failureText, perSecond } from './load/load-result.ts';
import { streamRequest } from './load/requests.ts';
import { eachOnce, openShop, type PreparedCheckout } from './load/shop.ts';
import { OUTSIDE_CORE, SERVER_CORE } from './measure/cores.ts';
import { whyNoUsage, type ProcessUsage } from './measure/process-usage.ts';
import { quantile } from './measure/quantile.ts';
import { withStage, type Stage } from './measure/stage.ts';

const STREAMS = 6_000;
/** For connections of other kinds, files and modules. */
const OTHER_DESCRIPTORS = 1_000;
const WARM_STREAMS = 300;
const SETTLE_MS = 2_000;
const WARM_CREATES = 500;
const CHANGES = 1_000;
const CHANGE_SECONDS = 3;
const CALLERS = 64;

const broadcastAnswer = z.object({ at: z.number() });

/** `GET /v1/session/events`: idle streams of a checkout each, then changes of them, then the end of all. */
export async function measureStreams(): Promise<readonly Figure[]> {
  if (whyNoUsage !== undefined) return [skipped('streams', whyNoUsage)];
  const descriptors = Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }));
  // NaN: unlimited.
  const count = Math.min(STREAMS, Number.isNaN(descriptors) ? STREAMS : descriptors - OTHER_DESCRIPTORS);
  const floor = await withStage((stage) => bareStreams(stage, count));
  return withStage((stage) => productStreams(stage, count, floor));
}

interface Floor {
  readonly perGiB: number;
  readonly lastMs: number;
}

async function bareStreams({ child }: Stage, count: number): Promise<Floor> {
  const server = await child('floors/streams.ts', [], SERVER_CORE);
  let lastAt = 0;
  const requests = Array.from({ length: count }, (_, index) => streamRequest('none', index));
  const onText = (): void => void (lastAt = Date.now());
  const { perGiB } = await memoryOf(server.port, server.usage, requests, onText);
  const { at } = broadcastAnswer.parse(await server.tell('/broadcast'));
  await sleep(SETTLE_MS);
  return { perGiB, lastMs: lastAt - at };
}

async function productStreams(stage: Stage, count: number, floor: Floor): Promise<readonly Figure[]> {
  const stub = await stage.child('stubs/provider.ts', [], OUTSIDE_CORE);
  const settings = { providerPort: stub.port, databaseUrl: `file:${join(stage.folder, 'kasir.db')}` };
  const before = await stage.server(settings);
  const checkouts = await openShop(before.port).prepare(count);
  await before.end('SIGTERM');
  // A new process: what the preparation has left in memory would count.
  const server = await stage.server(settings);

  const delays: number[] = [];
  let isChanging = false;
  let lastEnd = 0;
  let ended = 0;
  const requests = checkouts.map(({ token }, index) => streamRequest(token, index));
  const { perGiB, streams } = await memoryOf(
    server.port,
    server.usage,
    requests,
    (text) => {
      const updatedAt = isChanging ? /event: payment\n[^]*?"updatedAt":"([^"]+)"/.exec(text)?.[1] : undefined;
      if (updatedAt !== undefined) delays.push(Date.now() - Date.parse(updatedAt));
    },
    () => {
      ended += 1;
      lastEnd = Date.now();
    },
  );
  const change = await changes(server.port, checkouts, (changing) => (isChanging = changing));
  const endedBefore = ended;
  const signaledAt = Date.now();
  await server.end('SIGTERM');
  return [
    figure({
      name: 'streams per GiB',
      value: perGiB,
      unit: '',
      floor: floor.perGiB,
      target: { least: 60_000, aim: 85_000 },
      of: `${streams.length} idle streams, each of a checkout of its own`,
    }),
    figure({
      name: 'changes while streams are open',
      value: change.rate,
      unit: '/s',
      target: { least: CHANGES },
      of: change.of,
    }),
    figure({
      name: 'change until it is in the stream, p99',
      value: delays.length === 0 ? Infinity : quantile(delays, 0.99),
      unit: 'ms',
      target: { most: 50 },
      of: `from the payment's updatedAt, before its commit; ${delays.length} changes, the last of each payment`,
    }),
    figure({
      name: 'all streams reached, last',
      value: ended - endedBefore < streams.length ? Infinity : lastEnd - signaledAt,
      unit: 'ms',
      floor: floor.lastMs,
      target: { most: 1_000 },
      of: `${streams.length} streams; a status concerns at most 4 of them, so this is how SIGTERM ends all. The floor writes an event to all`,
    }),
  ];
}

/** Payments on checkouts whose streams are open: at the wanted rate, or half of what the server can do. */
async function changes(port: number, checkouts: readonly PreparedCheckout[], mark: (isChanging: boolean) => void) {
  const shop = openShop(port);
  const requests = checkouts.map(shop.choose);
  const next = eachOnce(requests.slice(0, WARM_CREATES));
  const warm = await closedLoop({ port, callers: CALLERS, seconds: Infinity, next, expected: 201 });
  const rate = Math.min(CHANGES, perSecond(warm) / 2);
  mark(true);
  const rest = eachOnce(requests.slice(WARM_CREATES));
  const load = await heldRate({ port, perSecond: rate, seconds: CHANGE_SECONDS, next: rest, expected: 201 });
  await sleep(SETTLE_MS);
  mark(false);
  return { rate, of: `new payments, held for ${CHANGE_SECONDS} s, Poisson; ${failureText(load)}` };
}

/** Opens the streams, and says how many of them a GiB of resident memory holds. */
async function memoryOf(
  port: number,
  usage: () => ProcessUsage,
  requests: readonly string[],
  onText: (text: string) => void,
  onEnd: () => void = () => undefined,
): Promise<{ readonly perGiB: number; readonly streams: readonly EventStream[] }> {
  const warm = await openEventStreams(port, requests.slice(0, WARM_STREAMS));
  for (const stream of warm) stream.close();
  await sleep(SETTLE_MS);
  const before = usage().rssMiB;
  const streams = await openEventStreams(port, requests, { onText, onEnd });
  await sleep(SETTLE_MS);
  return { perGiB: (streams.length / (usage().rssMiB - before)) * 1024, streams };
}
