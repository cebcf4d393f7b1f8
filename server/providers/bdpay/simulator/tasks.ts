import type { Instant } from '../../../payments/model/model.ts';
import type { SimulatorState } from './state.ts';

/** Plans something that happens by itself; it happens at the next look at the clock from `dueAt` on. */
export const plan = (state: SimulatorState, dueAt: Instant, run: () => void): void => state.agenda.add(dueAt, run);
