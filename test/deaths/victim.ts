import { setTimeout as sleep } from 'node:timers/promises';
import type { OutsideWorld } from '../support/live/outside-world.ts';
import { spawnServer, type ServerProcess } from '../support/live/server-process.ts';
import { CLOCK_VARIABLE, TRIGGER_VARIABLE } from './hook/trigger.ts';
import type { Point } from './points.ts';

export interface VictimOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly world: OutsideWorld;
  /** Which of the servers it is. */
  readonly instance: number;
  /** The file of `compileHook`. */
  readonly hook: string;
  /** Returns 0 up to 1. */
  readonly random: () => number;
}

/** How long a point may take to be reached, once the server listens. */
const PATIENCE_MS = 8_000;
/** From the start of the process: the start itself takes about half a second. */
const LATEST_CHANCE_MS = 1_500;
const LATEST_STOP_MS = 500;
const LATEST_KILL_IN_DRAIN_MS = 400;

/** Starts a server that nobody kills, with a clock that is ahead. */
export const spawnSurvivor = ({ environment, hook }: VictimOptions, clockAheadMs: number): ServerProcess =>
  spawnServer({
    environment: { ...environment, [CLOCK_VARIABLE]: String(clockAheadMs) },
    nodeArguments: ['--import', hook],
  });

/** Starts a server that will die at this point. */
export function spawnVictim({ environment, hook }: VictimOptions, point: Point): ServerProcess {
  const trigger = point.by === 'itself' ? point.trigger : undefined;
  const server: ServerProcess = spawnServer({
    environment: {
      ...environment,
      ...(trigger && { [TRIGGER_VARIABLE]: JSON.stringify(trigger) }),
    },
    nodeArguments: ['--import', hook],
    onMark: () => server.kill('SIGKILL'),
  });
  return server;
}

/** Waits until the server has died at this point. Returns false when it was killed without having reached it. */
export async function dieAt(
  point: Point,
  server: ServerProcess,
  { world, instance, random }: VictimOptions,
): Promise<boolean> {
  const stopObserving = world.observe((visit) => {
    const isPoint =
      visit.to === point.by &&
      visit.instance === instance &&
      visit.when === point.when &&
      (point.by === 'storefront' || visit.method === point.method);
    if (isPoint) server.kill('SIGKILL');
  });
  const isCheckpoint = point.by === 'itself' && point.trigger.on === 'checkpoint';
  if (point.by === 'chance') {
    await sleep(random() * LATEST_CHANCE_MS);
    server.kill('SIGKILL');
  } else if (point.by === 'drain' || isCheckpoint) {
    await server.started;
    await sleep(random() * LATEST_STOP_MS);
    server.kill('SIGTERM');
    if (point.by === 'drain') {
      await sleep(random() * LATEST_KILL_IN_DRAIN_MS);
      server.kill('SIGKILL');
    }
  }
  let isLate = false;
  await server.started;
  const late = setTimeout(() => {
    isLate = true;
    server.kill('SIGKILL');
  }, PATIENCE_MS);
  await server.ended;
  clearTimeout(late);
  stopObserving();
  // A log that was merged before the kill arrived was not interrupted.
  return isCheckpoint ? server.marks === '(' : !isLate;
}
