import type { Fault, Operation } from './simulator.ts';

/** Faults that wait to strike, in the order they were set, each for so many times. */
export class FaultQueue {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The first fault for the operation, used up by one. */
  take(operation: Operation): Fault | undefined {
    const index = this.#waiting.findIndex(({ fault }) => fault.operation === operation);
    const found = this.#waiting[index];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left < 1) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
