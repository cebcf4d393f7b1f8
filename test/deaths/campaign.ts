import { setTimeout as sleep } from 'node:timers/promises';
import { audit, undecided } from '../support/live/audit.ts';
import { freePort } from '../support/live/free-port.ts';
import { openOutsideWorld, type OutsideWorld } from '../support/live/outside-world.ts';
import { retryingClient, type RetryingClient } from '../support/live/retrying-client.ts';
import { seededRandom } from '../support/live/seeded-random.ts';
import { serverEnvironment } from '../support/live/server-environment.ts';
import type { ServerProcess } from '../support/live/server-process.ts';
import { shopOnce } from '../support/live/shopper.ts';
import type { Point } from './points.ts';
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
const TRIES = 3;
/** From the end of the deaths on: the usual inquiries, the end of the day, what follows it. */
const CLOCK_STEPS_MS = [0, 10 * 60_000, 25 * 3_600_000, 26 * 3_600_000, 60 * 3_600_000];
const SETTLE_MS = 10_000;
const LOOK_EVERY_MS = 200;
const UNCHANGED_LOOKS = 5;

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

  try {
    let isOver = false;
    let orders = 0;
    const shopping = Array.from({ length: SHOPPERS }, async () => {
      while (!isOver) {
        orders += 1;
        const shop = { client, world, random, patienceMs: PATIENCE_MS };
        await shopOnce(shop, `order-${seed}-${orders}`).catch((error: unknown) => violations.push(String(error)));
      }
    });
    await Promise.all(victims.map(live));
    isOver = true;
    const survivors = victims.map((victim) => spawnSurvivor(victim, 0));
    await Promise.all(survivors.map(({ started }) => started));
    await Promise.all(shopping);
    violations.push(...(await settleAndAudit(survivors, victims, world, client)));
  } finally {
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

/** Lets time pass, with a restart for each step, until nothing is undecided, and checks everything. */
async function settleAndAudit(
  survivors: readonly ServerProcess[],
  victims: readonly VictimOptions[],
  world: OutsideWorld,
  client: RetryingClient,
): Promise<readonly string[]> {
  let servers = survivors;
  try {
    for (const aheadMs of CLOCK_STEPS_MS) {
      if (aheadMs > 0) {
        for (const server of servers) server.kill('SIGKILL');
        await Promise.all(servers.map(({ ended }) => ended));
        servers = victims.map((victim) => spawnSurvivor(victim, aheadMs));
        await Promise.all(servers.map(({ started }) => started));
        // Only now, because notifications that become due have to arrive.
        world.clockAheadMs = aheadMs;
      }
      await untilNothingChanges(client);
    }
    return await audit(client, world);
  } finally {
    for (const server of servers) server.kill('SIGTERM');
    await Promise.all(servers.map(({ ended }) => ended));
  }
}

async function untilNothingChanges(client: RetryingClient): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  let before = '';
  for (let unchanged = 0; unchanged < UNCHANGED_LOOKS && Date.now() < end;) {
    await sleep(LOOK_EVERY_MS);
    const now = await undecided(client);
    if (now === '') return;
    unchanged = now === before ? unchanged + 1 : 0;
    before = now;
  }
}
