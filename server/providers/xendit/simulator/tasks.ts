import type { Instant } from '../../../payments/model/model.ts';
import type { World } from './world.ts';

/** Plans something that happens by itself; it happens at the next look at the clock from `dueAt` on. */
export const plan = (world: World, dueAt: Instant, run: () => void): void => world.agenda.add(dueAt, run);
