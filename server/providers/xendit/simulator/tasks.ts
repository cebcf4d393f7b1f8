import type { Instant } from '../../../payments/payment.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/** Plans something that happens by itself; it happens at the next look at the clock from `dueAt` on. */
export const plan = (world: World, dueAt: Instant, run: () => void): void => world.agenda.add(dueAt, run);

/** Lets happen what is due. Called before anything looks at the world, so nothing ever reads a stale state. */
export function settle(world: World): void {
  const time = now(world);
  for (let run = world.agenda.take(time); run; run = world.agenda.take(time)) run();
}
