import { join } from 'node:path';
import { figure, skipped, type Figure } from './figure.ts';
import { closedLoop } from './load/closed-loop.ts';
import { beyond, heldRate } from './load/held-rate.ts';
import { latencyFigure } from './load/latency-figure.ts';
import { failureText, perSecond, type LoadResult } from './load/load-result.ts';
import { paymentRequest } from './load/requests.ts';
import { eachOnce, openShop, type Shop } from './load/shop.ts';
import { untilSteady } from './load/until-steady.ts';
import { OUTSIDE_CORE, SERVER_CORE } from './measure/cores.ts';
import { sharesText } from './measure/cpu-shares.ts';
import { quantile } from './measure/quantile.ts';
import { rateOf, sideBySide } from './measure/side-by-side.ts';
import { slowDisk, whyNoSlowDisk } from './measure/slow-disk.ts';
import { withStage, type Stage } from './measure/stage.ts';

const CALLERS = 64;
/** Of each slice. */
const WARM_UP = 4_000;
const ROUNDS = 3;
const ROUND_SECONDS = 1.5;
/** A round may be faster than the warm-up was. */
const RESERVE = 1.6;
const HELD_SECONDS = 4;
const FAST = 1_000;
const MODERATE = 500;
const PROVIDER_MS = 150;
/** Virtual disks take these longer for an fsync. */
const SLOW_FSYNCS_MS = [1, 5] as const;

/** `POST /v1/session/payments` for one virtual account of a checkout of its own each. */
export async function measureCreatePayment(): Promise<readonly Figure[]> {
  const beside = await withStage(besideTheFloor);
  const slow: Figure[] = [];
  for (const slowerMs of SLOW_FSYNCS_MS) slow.push(...(await withStage((stage) => onASlowDisk(stage, slowerMs))));
  return [...beside, ...slow];
}

async function besideTheFloor({ folder, child, server: serve }: Stage): Promise<readonly Figure[]> {
  const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
  const floorParameters = [`file:${join(folder, 'floor.db')}`, `http://127.0.0.1:${stub.port}`];
  const floor = await child('floors/create-payment.ts', floorParameters, SERVER_CORE);
  const server = await serve({ providerPort: stub.port, databaseUrl: `file:${join(folder, 'kasir.db')}` });
  const shop = openShop(server.port);

  const floorRequest = paymentRequest('a token of the floor', 'a key', 1);
  const saturateFloor = (): Promise<LoadResult> => saturate(floor.port, () => floorRequest);
  await untilSteady(saturateFloor);
  const warm = await warmUp(server.port, shop);
  const next = await chosen(shop, ROUNDS * ROUND_SECONDS * RESERVE * perSecond(warm));
  const { floor: bare, product } = await sideBySide(
    {
      floor: { usage: floor.usage, saturate: saturateFloor },
      product: { freeze: server.freeze, usage: server.usage, saturate: () => saturate(server.port, next) },
    },
    [stub.usage],
    ROUNDS,
  );
  const capacity = rateOf(product);
  const fast = await held(shop, server.port, FAST, capacity);
  const rssMiB = server.usage().rssMiB;
  await stub.tell(`/stub?delayMs=${PROVIDER_MS}`);
  const waiting = await held(shop, server.port, MODERATE, capacity);

  const of = `${CALLERS} callers, ${ROUNDS} × ${ROUND_SECONDS} s in turn with the floor`;
  const atFast = `held for ${HELD_SECONDS} s, Poisson`;
  return [
    figure({
      name: 'create payment',
      value: rateOf(product),
      unit: '/s',
      floor: rateOf(bare),
      target: { least: 0.45, aim: 0.6, ofFloor: true },
      of: `${of}; ${failureText(product.load)}; ${sharesText(product.cpu)}`,
    }),
    figure({
      name: 'create payment, CPU',
      value: product.microseconds,
      unit: 'µs',
      floor: bare.microseconds,
      target: { most: 2.3, aim: 1.7, ofFloor: true },
      of: `of the server, each; the floor: ${sharesText(bare.cpu)}`,
    }),
    figure({
      name: 'create payment, p99',
      value: quantile(product.load.latencies, 0.99),
      unit: 'ms',
      floor: quantile(bare.load.latencies, 0.99),
      of,
    }),
    latencyFigure(fast, { name: 'create at 1,000/s, p99', part: 0.99, most: 30, aim: 20, of: atFast }),
    latencyFigure(fast, { name: 'create at 1,000/s, p99.9', part: 0.999, most: 80, of: atFast }),
    figure({
      name: 'memory under load',
      value: rssMiB,
      unit: 'MiB',
      target: { most: 220, aim: 180 },
      of: 'resident, after all of the above',
    }),
    latencyFigure(waiting, {
      name: 'create at 500/s, slow provider, p99',
      part: 0.99,
      most: 185,
      aim: 165,
      of: `the provider answers after ${PROVIDER_MS} ms; held for ${HELD_SECONDS} s, Poisson`,
    }),
  ];
}

async function onASlowDisk(
  { folder, child, server: serve }: Stage,
  slowerMs: (typeof SLOW_FSYNCS_MS)[number],
): Promise<readonly Figure[]> {
  const disk = `disk +${slowerMs} ms`;
  const name = `create at 500/s, ${disk}, p99`;
  const why = whyNoSlowDisk();
  if (why !== undefined) return [skipped(name, why)];
  const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
  const server = await serve({
    providerPort: stub.port,
    databaseUrl: `file:${join(folder, 'kasir.db')}`,
    environment: slowDisk(folder, slowerMs),
  });
  const shop = openShop(server.port);
  const warm = await warmUp(server.port, shop);
  const full = await saturate(server.port, await chosen(shop, ROUND_SECONDS * RESERVE * perSecond(warm)));
  const load = await held(shop, server.port, MODERATE, perSecond(full));
  const of = `each fsync takes ${slowerMs} ms longer`;
  return [
    figure({
      name: `create payment, ${disk}`,
      value: perSecond(full),
      unit: '/s',
      ...(slowerMs === 1 ? { target: { least: 3_000, aim: 4_500 } } : {}),
      of: `${of}; ${CALLERS} callers for ${ROUND_SECONDS} s; ${failureText(full)}`,
    }),
    latencyFigure(load, { name, part: 0.99, most: 80, aim: 55, of: `${of}; held for ${HELD_SECONDS} s, Poisson` }),
  ];
}

const saturate = (port: number, next: () => string | undefined, seconds = ROUND_SECONDS): Promise<LoadResult> =>
  closedLoop({ port, callers: CALLERS, seconds, next, expected: 201 });

const warmUp = (port: number, shop: Shop): Promise<LoadResult> =>
  untilSteady(async () => saturate(port, await chosen(shop, WARM_UP), Infinity));

async function chosen(shop: Shop, count: number): Promise<() => string | undefined> {
  return eachOnce((await shop.prepare(Math.ceil(count))).map(shop.choose));
}

async function held(shop: Shop, port: number, rate: number, capacity: number): Promise<LoadResult> {
  if (capacity < rate) return beyond(capacity);
  const next = await chosen(shop, rate * HELD_SECONDS * 1.1);
  return heldRate({ port, perSecond: rate, seconds: HELD_SECONDS, next, expected: 201 });
}
