import type { Instant } from '../../../payments/payment.ts';
import type { World } from './world.ts';
import { now } from './world.ts';

/** Plans something that happens by itself; it happens at the next look at the clock after `dueAt`. */
export function plan(world: World, dueAt: Instant, run: () => void): void {
  world.tasks.push({ dueAt, run });
  world.nextTaskAt = Math.min(world.nextTaskAt ?? dueAt, dueAt);
}

/** Lets happen what is due. Called before anything looks at the world, so nothing ever reads a stale state. */
export function settle(world: World): void {
  const time = now(world);
  while (world.nextTaskAt !== undefined && world.nextTaskAt <= time) {
    const due = world.tasks.filter(({ dueAt }) => dueAt <= time).sort((a, b) => a.dueAt - b.dueAt);
    world.tasks = world.tasks.filter(({ dueAt }) => dueAt > time);
    world.nextTaskAt = world.tasks.length === 0 ? undefined : Math.min(...world.tasks.map(({ dueAt }) => dueAt));
    for (const task of due) task.run();
  }
}
