import { setTimeout as sleep } from 'node:timers/promises';
import { undecided } from '../support/live/audit.ts';
import type { OutsideWorld } from '../support/live/outside-world.ts';
import type { RetryingClient } from '../support/live/retrying-client.ts';

/** From the end of the deaths on: the usual inquiries, the end of the day, what follows it. */
const CLOCK_STEPS_MS = [10 * 60_000, 25 * 3_600_000, 26 * 3_600_000, 60 * 3_600_000];
const SETTLE_MS = 10_000;
const LOOK_EVERY_MS = 200;
const UNCHANGED_LOOKS = 5;

/**
 * Lets days pass, with a restart for each step, until nothing is undecided any more.
 *
 * @param restart kills the server and starts it again with a clock that is ahead
 */
export async function settleByTime(
  client: RetryingClient,
  world: OutsideWorld,
  restart: (clockAheadMs: number) => Promise<void>,
): Promise<void> {
  await untilNothingChanges(client, world);
  for (const aheadMs of CLOCK_STEPS_MS) {
    await restart(aheadMs);
    // Only now, because notifications that become due have to arrive.
    world.clockAheadMs = aheadMs;
    await untilNothingChanges(client, world);
  }
}

async function untilNothingChanges(client: RetryingClient, world: OutsideWorld): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  let before = '';
  for (let unchanged = 0; unchanged < UNCHANGED_LOOKS && Date.now() < end;) {
    await sleep(LOOK_EVERY_MS);
    const now = (await undecided(client, world, { isOver: true })).join(' ');
    if (now === '') return;
    unchanged = now === before ? unchanged + 1 : 0;
    before = now;
  }
}
