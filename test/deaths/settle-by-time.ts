import { setTimeout as sleep } from 'node:timers/promises';
import { undecided } from '../support/live/audit.ts';
import type { OutsideWorld } from '../support/live/outside-world.ts';
import type { RetryingClient } from '../support/live/retrying-client.ts';

const LAST_STEP_MS = 60 * 3_600_000;
/** From the end of the deaths on: the usual inquiries, the end of the day, what follows it. */
const CLOCK_STEPS_MS = [10 * 60_000, 25 * 3_600_000, 26 * 3_600_000, LAST_STEP_MS];
/** A provider answers 60 inquiries a minute, so what many deaths left open takes some minutes more. */
const MORE_STEPS_MS = 3_600_000;
const SETTLE_MS = 10_000;
const LOOK_EVERY_MS = 200;
const UNCHANGED_LOOKS = 5;

/**
 * Lets days pass, with a restart for each step, until nothing is undecided any more; after the last step, as long as each
 * further one decides something.
 *
 * @param restart kills the server and starts it again with a clock that is ahead
 */
export async function settleByTime(
  client: RetryingClient,
  world: OutsideWorld,
  restart: (clockAheadMs: number) => Promise<void>,
): Promise<void> {
  const passTo = async (aheadMs: number): Promise<number> => {
    await restart(aheadMs);
    // Only now, because notifications that become due have to arrive.
    world.clockAheadMs = aheadMs;
    return untilNothingChanges(client, world);
  };
  let left = await untilNothingChanges(client, world);
  for (const aheadMs of CLOCK_STEPS_MS) left = await passTo(aheadMs);
  for (
    let aheadMs = LAST_STEP_MS + MORE_STEPS_MS, before = Infinity;
    left > 0 && left < before;
    aheadMs += MORE_STEPS_MS
  ) {
    before = left;
    left = await passTo(aheadMs);
  }
}

/** Returns how much is undecided then. */
async function untilNothingChanges(client: RetryingClient, world: OutsideWorld): Promise<number> {
  const end = Date.now() + SETTLE_MS;
  let before = '';
  let left: readonly string[] = [];
  for (let unchanged = 0; unchanged < UNCHANGED_LOOKS && Date.now() < end;) {
    await sleep(LOOK_EVERY_MS);
    left = await undecided(client, world, { isOver: true });
    if (left.length === 0) break;
    const now = left.join(' ');
    unchanged = now === before ? unchanged + 1 : 0;
    before = now;
  }
  return left.length;
}
