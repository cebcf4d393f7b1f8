import { audit } from '../support/live/audit.ts';
import { freePort } from '../support/live/free-port.ts';
import { openOutsideWorld } from '../support/live/outside-world.ts';
import { retryingClient } from '../support/live/retrying-client.ts';
import { settleByInquiry } from '../support/live/settle-by-inquiry.ts';
import { seededRandom } from '../support/live/seeded-random.ts';
import { serverEnvironment } from '../support/live/server-environment.ts';
import type { ServerProcess } from '../support/live/server-process.ts';
import { shopOnce } from '../support/live/shopper.ts';
import type { Point } from './points.ts';
import { settleByTime } from './settle-by-time.ts';
import { dieAt, spawnSurvivor, spawnVictim, type VictimOptions } from './victim.ts';

export interface CampaignOptions {
  readonly databaseUrl: string;
  /** How many servers share the database. */
  readonly instances: number;
  /** One death for each, in this order. */
  readonly points: readonly Point[];
  /** The file of `compileHook`. */
  readonly hook: string;
  readonly seed: number;
}

export interface CampaignResult {
  /** One line for each violation of an invariant. */
  readonly violations: readonly string[];
  /** How many servers died at each point, by its name. */
  readonly deaths: ReadonlyMap<string, number>;
  /** From the start of each process until it listened, milliseconds. */
  readonly starts: readonly number[];
  readonly acknowledged: number;
  readonly repeats: number;
  readonly charges: number;
  readonly events: number;
}

const SHOPPERS = 4;
const PATIENCE_MS = 2_500;
/** A point that was not reached is tried again so often. */
const TRIES = 6;
/** A refund whose call was interrupted is found out by its scheduled inquiries. */
const SETTLE_MS = 75_000;

/** Servers on one database die one after another, while customers go on shopping; then all is checked. */
export async function runCampaign({
  databaseUrl,
  instances,
  points,
  hook,
  seed,
}: CampaignOptions): Promise<CampaignResult> {
  const random = seededRandom(seed);
  const ports = await Promise.all(Array.from({ length: instances }, freePort));
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const targets = (): readonly string[] => urls;
  const world = await openOutsideWorld({ providers: ['xendit', 'bdpay'], instances, targets });
  const client = retryingClient(targets);
  const victims = ports.map((port, instance): VictimOptions => {
    const environment = {
      ...serverEnvironment(port, urls[instance] ?? ''),
      ...world.environment(instance),
      DATABASE_URL: databaseUrl,
    };
    return { environment, world, instance, hook, random };
  });
  const starts: number[] = [];
  const deaths = new Map<string, number>();
  const violations: string[] = [];

  const waiting = points.map((point) => ({ point, tries: 0 }));
  const live = async (victim: VictimOptions): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { point, tries } = next;
      const server = spawnVictim(victim, point);
      const isReached = await dieAt(point, server, victim);
      await server.started;
      if (server.startedInMs !== undefined) starts.push(server.startedInMs);
      if (isReached) deaths.set(point.name, (deaths.get(point.name) ?? 0) + 1);
      else if (tries + 1 < TRIES) waiting.push({ point, tries: tries + 1 });
    }
  };

  let survivors: readonly ServerProcess[] = [];
  const restart = async (clockAheadMs: number): Promise<void> => {
    for (const server of survivors) server.kill('SIGKILL');
    await Promise.all(survivors.map(({ ended }) => ended));
    survivors = victims.map((victim) => spawnSurvivor(victim, clockAheadMs));
    await Promise.all(survivors.map(({ started }) => started));
  };

  try {
    let areDead = false;
    let orders = 0;
    const shopping = Array.from({ length: SHOPPERS }, async () => {
      while (!areDead) {
        orders += 1;
        const shop = { client, world, random, patienceMs: PATIENCE_MS };
        await shopOnce(shop, `order-${seed}-${orders}`).catch((error: unknown) => violations.push(String(error)));
      }
    });
    await Promise.all(victims.map(live));
    areDead = true;
    await restart(0);
    await Promise.all(shopping);
    // The clock of PostgreSQL is nobody's to move.
    const isOver = databaseUrl.startsWith('file:');
    await (isOver ? settleByTime(client, world, restart) : settleByInquiry(client, world, SETTLE_MS));
    violations.push(...(await audit(client, world, { isOver })));
  } finally {
    for (const server of survivors) server.kill('SIGTERM');
    await Promise.all(survivors.map(({ ended }) => ended));
    await world.close();
  }
  return {
    violations,
    deaths,
    starts,
    acknowledged: client.acknowledged.size,
    repeats: client.repeats,
    charges: world.ledger().filter(({ kind }) => kind === 'charge').length,
    events: new Set(world.events.map(({ id }) => id)).size,
  };
}
