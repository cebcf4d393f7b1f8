import type { Agenda, PlannedTask } from './agenda.ts';
import type { FaultQueue, QueuedFault } from './fault-queue.ts';
import type { Delivery, Outbox } from './notification-outbox.ts';

/** What a simulated provider knows, and what it has planned. */
export interface StoredState<Notification, Task> {
  readonly faults: FaultQueue;
  readonly outbox: Outbox<Notification>;
  readonly agenda: Agenda<Task>;
}

/**
 * All that a simulator has to remember over a restart, as plain data. Records refer to one another, so it has to be
 * stored as one graph: with `node:v8` or `structuredClone`, not as JSON.
 */
export interface SimulatorSnapshot<Notification = unknown, Task = unknown> {
  readonly silent: boolean;
  /** The maps, sets, lists and numbers of the simulator's state, by their names. */
  readonly records: Readonly<Record<string, unknown>>;
  readonly faults: readonly QueuedFault[];
  readonly planned: readonly PlannedTask<Task>[];
  readonly deliveries: readonly Delivery<Notification>[];
}

const isRecord = (value: unknown): boolean =>
  value instanceof Map || value instanceof Set || Array.isArray(value) || typeof value === 'number';

/** Not a copy: it changes with the state. */
export const takeSnapshot = <Notification, Task>(
  state: StoredState<Notification, Task>,
  silent: boolean,
): SimulatorSnapshot<Notification, Task> => ({
  silent,
  records: Object.fromEntries(Object.entries(state).filter(([, value]) => isRecord(value))),
  faults: state.faults.queued,
  planned: state.agenda.tasks,
  deliveries: state.outbox.deliveries,
});

/** Replaces what the state holds by what a snapshot of the same provider's state held. */
export function restoreSnapshot<Notification, Task>(
  state: StoredState<Notification, Task>,
  { records, faults, planned, deliveries }: SimulatorSnapshot<Notification, Task>,
): void {
  for (const [name, value] of Object.entries(state)) restoreRecord(state, name, value, records[name]);
  state.faults.restore(faults);
  state.agenda.restore(planned);
  state.outbox.restore(deliveries);
}

function restoreRecord(state: object, name: string, value: unknown, saved: unknown): void {
  if (value instanceof Map && saved instanceof Map) {
    value.clear();
    for (const [key, entry] of saved) value.set(key, entry);
  } else if (value instanceof Set && saved instanceof Set) {
    value.clear();
    for (const entry of saved) value.add(entry);
  } else if (Array.isArray(value) && Array.isArray(saved)) {
    value.length = 0;
    for (const entry of saved) value.push(entry);
  } else if (typeof value === 'number' && typeof saved === 'number') {
    Reflect.set(state, name, saved);
  }
}
