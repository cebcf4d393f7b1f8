import type { SimulatedOperation } from '../../server/providers/simulation/simulator.ts';
import type { PROVIDER_FAULTS } from './catalogue.ts';

type ProviderFault = (typeof PROVIDER_FAULTS)[number];
type LinkFault = 'reset before send' | 'arrives after the time-out' | 'slow answer';
export type NotificationFault =
  | 'notification lost'
  | 'notification duplicated'
  | 'notification late'
  | 'notification damaged';
export type StoreFault =
  | 'store busy'
  | 'store full'
  | 'store down'
  | 'connection lost before commit'
  | 'connection lost after commit';
export type StorefrontFault =
  | 'storefront down'
  | 'storefront 500'
  | 'storefront slow'
  | 'storefront redirects'
  | 'storefront gone'
  | 'acknowledgement lost';
export type LinkToUsFault = 'request lost' | 'answer lost';

export type CallFaultKind = ProviderFault | LinkFault;

interface CallFault {
  readonly operation: SimulatedOperation | undefined;
  readonly fault: CallFaultKind;
  timesLeft: number;
}

/** Faults that wait to strike, and those that go on for a while. */
export class Trouble {
  readonly #calls: CallFault[] = [];
  readonly #counted = new Map<NotificationFault | StoreFault | LinkToUsFault, number>();
  readonly #until = new Map<StoreFault | StorefrontFault, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Strikes the next calls of one operation, or of any. */
  addCall(operation: SimulatedOperation | undefined, fault: CallFaultKind, times: number): void {
    this.#calls.push({ operation, fault, timesLeft: times });
  }

  /** Strikes so many times. */
  addCounted(fault: NotificationFault | StoreFault | LinkToUsFault, times: number): void {
    this.#counted.set(fault, (this.#counted.get(fault) ?? 0) + times);
  }

  /** Goes on for so long. */
  addLasting(fault: StoreFault | StorefrontFault, ms: number): void {
    this.#until.set(fault, this.#now() + ms);
  }

  takeCall(operation: SimulatedOperation, possible: (fault: CallFaultKind) => boolean): CallFaultKind | undefined {
    const at = this.#calls.findIndex((one) => (one.operation ?? operation) === operation && possible(one.fault));
    const found = this.#calls[at];
    if (found === undefined) return undefined;
    found.timesLeft -= 1;
    if (found.timesLeft <= 0) this.#calls.splice(at, 1);
    return found.fault;
  }

  /** Whether it strikes now. */
  take(fault: NotificationFault | StoreFault | LinkToUsFault): boolean {
    const left = this.#counted.get(fault) ?? 0;
    if (left > 0) this.#counted.set(fault, left - 1);
    return left > 0;
  }

  lasts(fault: StoreFault | StorefrontFault): boolean {
    return (this.#until.get(fault) ?? 0) > this.#now();
  }

  end(): void {
    this.#calls.length = 0;
    this.#counted.clear();
    this.#until.clear();
  }
}
