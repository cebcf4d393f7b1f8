import type { SimulatedOperation } from '../../server/providers/simulation/simulator.ts';
import type { CrashPoint, Fault } from './catalogue.ts';
import type { StepName } from './steps.ts';

/**
 * Directs a schedule at one kind of trouble. It steers what customers, the shop, the providers and the faults do, never
 * the server or the checks: whatever a directed schedule finds, a schedule without a focus may find as well.
 */
export interface Focus {
  /** The steps that occur, and how often against each other; no other does. */
  readonly steps: Partial<Readonly<Record<StepName, number>>>;
  /** How many steps there are. Default 40. */
  readonly stepCount?: number;
  /** How long they take. Default 40 s. */
  readonly lengthMs?: number;
  /** Steps in the first moments after the last fault, in this order. */
  readonly afterwards?: readonly StepName[];
  readonly faults?: readonly FocusedFault[];
  /** Each strikes once, at an instance that does what leads there. */
  readonly deaths?: readonly CrashPoint[];
  readonly instances?: 1 | 2;
  readonly channels?: readonly string[];
  readonly capture?: 'automatic' | 'manual';
  /** How long a checkout can be paid; by default as it comes. */
  readonly lifeMs?: number;
  /** The provider that is asked first. */
  readonly firstProvider?: string;
  readonly payoutApproval?: boolean;
}

export interface FocusedFault {
  readonly fault: Fault;
  /** Of calls to providers: which one; by default any. */
  readonly operation?: SimulatedOperation;
  /** At how many moments, spread over the schedule. Default 3. Or every time, of calls and notifications. */
  readonly times?: number | 'always';
}
