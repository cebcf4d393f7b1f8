import type { Instant } from '../../../payments/model/model.ts';
import type { Task } from './records.ts';
import type { SimulatorState } from './state.ts';

/** Schedules a task: it runs when the simulator first checks the clock at or after `dueAt`. */
export const plan = (state: SimulatorState, dueAt: Instant, task: Task): void => state.agenda.add(dueAt, task);
