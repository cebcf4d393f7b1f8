import type { VirtualTime } from './virtual-time.ts';

type Work = (...values: unknown[]) => void;

/**
 * Puts virtual time in the place of the timers, the clock and the abort signals of the platform, for the rest of the
 * process: all code runs on it without knowing.
 */
export function installVirtualTime(time: VirtualTime): void {
  const begin = time.now;
  const delay = (ms: number): number => (Number.isFinite(ms) ? Math.max(1, ms) : 1);
  const cancel = (handle: unknown): void => {
    if (handle instanceof Handle) handle.close();
  };
  class VirtualDate extends Date {
    constructor(...values: readonly unknown[]) {
      if (values.length === 0) super(time.now);
      else super(...(values as [number]));
    }
    static override now(): number {
      return time.now;
    }
  }
  const replacements: Readonly<Record<string, unknown>> = {
    setTimeout: (work: Work, ms = 1, ...values: unknown[]) => new Handle(time.after(delay(ms), () => work(...values))),
    setInterval: (work: Work, ms = 1, ...values: unknown[]) => new Handle(time.every(delay(ms), () => work(...values))),
    setImmediate: (work: Work, ...values: unknown[]) => new Handle(time.soon(() => work(...values))),
    clearTimeout: cancel,
    clearInterval: cancel,
    clearImmediate: cancel,
    Date: VirtualDate,
  };
  for (const [name, value] of Object.entries(replacements)) Reflect.set(globalThis, name, value);
  Object.defineProperty(performance, 'now', { value: () => time.now - begin });
  Object.defineProperty(AbortSignal, 'timeout', {
    value: (ms: number): AbortSignal => {
      const controller = new AbortController();
      time.after(ms, () => controller.abort(new DOMException('the time is over', 'TimeoutError')));
      return controller.signal;
    },
  });
}

/** What `setTimeout` returns in Node. */
class Handle {
  readonly #cancel: () => void;
  constructor(cancel: () => void) {
    this.#cancel = cancel;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  refresh(): this {
    return this;
  }
  close(): this {
    this.#cancel();
    return this;
  }
}
