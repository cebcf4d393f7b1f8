import type { Instant } from '../../../payments/model/model.ts';
import type { Task } from './records.ts';
import type { SimulatorState } from './state.ts';

/** Plans something that happens by itself: at the first look at the clock from `dueAt` on. */
export const plan = (state: SimulatorState, dueAt: Instant, task: Task): void => state.agenda.add(dueAt, task);
