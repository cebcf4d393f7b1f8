import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { figure, type Figure } from './figure.ts';
import { beyond, heldRate } from './load/held-rate.ts';
import { failureText, perSecond } from './load/load-result.ts';
import { closedLoop } from './load/closed-loop.ts';
import { eachOnce, openShop } from './load/shop.ts';
import { OUTSIDE_CORE } from './measure/cores.ts';
import { withStage } from './measure/stage.ts';

const STOREFRONT_MS = 20;
/** While events shall pile up. */
const STALLED_MS = 500;
const EVENTS = 2_000;
const MEASURED_MS = 3_000;
const QUIET_MS = 1_000;
/** In case that all of it was delivered before. */
const SHORTEST_SECONDS = 0.1;
const RATE = 200;
const RATE_SECONDS = 4;
const CALLERS = 64;

const received = z.object({ count: z.number(), seconds: z.number(), lagP99Ms: z.number() });

/** Events to a storefront that takes a while for each. */
export function measureEventDelivery(): Promise<readonly Figure[]> {
  return withStage(async ({ folder, child, server: serve }) => {
    const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
    const storefront = await child('stubs/storefront.ts', [], OUTSIDE_CORE);
    const server = await serve({
      providerPort: stub.port,
      databaseUrl: `file:${join(folder, 'kasir.db')}`,
      storefrontUrl: `http://127.0.0.1:${storefront.port}/`,
    });
    const receivedBy = async (takesMs: number): Promise<z.infer<typeof received>> =>
      received.parse(await storefront.tell(`/stub?takesMs=${takesMs}`));
    const shop = openShop(server.port);

    const checkouts = await shop.prepare(EVENTS + RATE * RATE_SECONDS * 1.1);
    await receivedBy(STALLED_MS);
    const next = eachOnce(checkouts.slice(0, EVENTS).map(shop.choose));
    const load = await closedLoop({ port: server.port, callers: CALLERS, seconds: Infinity, next, expected: 201 });
    await receivedBy(STOREFRONT_MS);
    await sleep(STALLED_MS);
    await receivedBy(STOREFRONT_MS);
    await sleep(MEASURED_MS);
    const backlog = await receivedBy(STOREFRONT_MS);

    // Until the rest has arrived, so that each event of what follows waits only for its own delivery.
    do await sleep(QUIET_MS);
    while ((await receivedBy(STOREFRONT_MS)).count > 0);
    const rest = eachOnce(checkouts.slice(EVENTS).map(shop.choose));
    const held =
      perSecond(load) < RATE
        ? beyond(perSecond(load))
        : await heldRate({ port: server.port, perSecond: RATE, seconds: RATE_SECONDS, next: rest, expected: 201 });
    await sleep(MEASURED_MS);
    const steady = await receivedBy(STOREFRONT_MS);
    return [
      figure({
        name: 'events delivered',
        value: backlog.count / Math.max(backlog.seconds, SHORTEST_SECONDS),
        unit: '/s',
        target: { least: 500, aim: 1_000 },
        of: `a backlog of ${EVENTS}; the storefront answers after ${STOREFRONT_MS} ms`,
      }),
      figure({
        name: 'events at 200/s, lag p99',
        value: held.beyond === undefined && steady.count > 0 ? steady.lagP99Ms : Infinity,
        unit: 'ms',
        target: { most: 2_000 },
        of: `from the event until it arrives; ${steady.count} events, held for ${RATE_SECONDS} s; ${failureText(held)}`,
      }),
    ];
  });
}
