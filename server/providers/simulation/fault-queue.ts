import type { Fault, SimulatedOperation } from './simulator.ts';

/** A fault that has yet to be injected, so many times. */
export interface QueuedFault {
  readonly fault: Fault;
  timesLeft: number;
}

/** Faults to be injected, in the order they were set, each for its number of times. */
export class FaultQueue {
  readonly #queue: QueuedFault[] = [];

  get queued(): readonly QueuedFault[] {
    return this.#queue;
  }

  /** Replaces all that is queued. */
  restore(queued: readonly QueuedFault[]): void {
    this.#queue.splice(0, this.#queue.length, ...queued);
  }

  add(fault: Fault): void {
    this.#queue.push({ fault, timesLeft: fault.times ?? 1 });
  }

  /** The first fault for the operation, used up by one. */
  take(operation: SimulatedOperation): Fault | undefined {
    const index = this.#queue.findIndex(({ fault }) => fault.operation === operation);
    const found = this.#queue[index];
    if (!found) return undefined;
    found.timesLeft -= 1;
    if (found.timesLeft < 1) this.#queue.splice(index, 1);
    return found.fault;
  }
}
