import { setTimeout as sleep } from 'node:timers/promises';
import { undecided } from './audit.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { RetryingClient } from './retrying-client.ts';
import { LIVE_KEYS } from './server-environment.ts';

const LOOK_EVERY_MS = 500;

/**
 * Waits until every event is delivered and every payment that was charged is decided. The merchant inquires about those
 * that are not, so that nobody has to wait for a scheduled inquiry. Gives up after `forMs`.
 */
export async function settleByInquiry(client: RetryingClient, world: OutsideWorld, forMs: number): Promise<void> {
  const end = Date.now() + forMs;
  while (Date.now() < end) {
    const left = await undecided(client, world, { isOver: false });
    if (left.length === 0) return;
    for (const id of left.filter((each) => each.startsWith('pay_')))
      await client.send({ method: 'POST', path: `/v1/payments/${id}/inquire`, bearer: LIVE_KEYS.api, body: {} });
    await sleep(LOOK_EVERY_MS);
  }
}
