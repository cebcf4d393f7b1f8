import type { Log } from '../payments/ports/ports.ts';
import { systemMonotonic, type Monotonic } from './clock.ts';

/** Of work that is tried again until it succeeds: one line when it begins to fail, and one when it works again. */
export interface OutageLog {
  failed(facts: Readonly<Record<string, unknown>>): void;
  worked(facts?: Readonly<Record<string, unknown>>): void;
}

export interface OutageLogOptions {
  readonly log: Pick<Log, 'warn' | 'info'>;
  readonly monotonic?: Monotonic | undefined;
  readonly began: string;
  readonly ended: string;
}

export function createOutageLog({ log, monotonic = systemMonotonic, began, ended }: OutageLogOptions): OutageLog {
  let since: number | undefined;
  return {
    failed(facts) {
      if (since !== undefined) return;
      since = monotonic();
      log.warn(facts, began);
    },
    worked(facts = {}) {
      if (since === undefined) return;
      log.info({ ...facts, afterMs: Math.round(monotonic() - since) }, ended);
      since = undefined;
    },
  };
}
