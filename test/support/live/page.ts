import { Bff } from '../../../widget/session/bff.ts';
import { CheckoutSession } from '../../../widget/session/checkout-session.ts';
import { ServerClock } from '../../../widget/session/clock.ts';
import { LiveUpdates } from '../../../widget/session/live-updates.ts';
import { PageMemory } from '../../../widget/session/page-memory.ts';

/** What the widget of one page does without drawing anything: the widget's own code, over the network. */
export interface Page {
  /** When the page showed that the order is paid, epoch milliseconds; `undefined` until then. */
  readonly paidShownAt: number | undefined;
  /** When the customer left it, epoch milliseconds; `undefined` until then. */
  readonly leftAt: number | undefined;
  /** Leaves the page. */
  close(): void;
}

export interface PageOptions {
  readonly clientToken: string;
  /** The customer's. */
  readonly address: string;
  /** The addresses of the servers. */
  readonly targets: () => readonly string[];
}

export function openPage({ clientToken, address, targets }: PageOptions): Page {
  let paidShownAt: number | undefined;
  let leftAt: number | undefined;
  const session: CheckoutSession = new CheckoutSession({
    bff: new Bff({
      baseUrl: 'http://balancer.invalid',
      token: clientToken,
      device: { kind: 'desktop' },
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('x-forwarded-for', address);
        return fetchFromAny(new URL(input instanceof Request ? input.url : input), { ...init, headers }, targets());
      },
    }),
    clock: new ServerClock(() => Date.now()),
    onWake: () => () => undefined,
    listener: {
      changed: () => updates.sync(),
      ready: () => undefined,
      instruction: () => undefined,
      status: () => undefined,
      paid: () => {
        paidShownAt ??= Date.now();
      },
      closed: () => undefined,
      failed: () => undefined,
    },
    memory: new PageMemory(),
    pageStart: Date.now(),
  });
  const updates: LiveUpdates = new LiveUpdates(session, {
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    // The only tab of its browser.
    tabs: { turn: () => Promise.resolve(), notify: () => undefined, onNotified: () => () => undefined },
    seen: () => true,
  });
  session.start();
  return {
    get paidShownAt() {
      return paidShownAt;
    },
    get leftAt() {
      return leftAt;
    },
    close() {
      leftAt = Date.now();
      session.stop();
      updates.stop();
    },
  };
}

/** As through a balancer that is not sticky: any server, and another one where nobody listens. */
async function fetchFromAny(
  { pathname, search }: URL,
  init: RequestInit,
  targets: readonly string[],
): Promise<Response> {
  const start = Math.floor(Math.random() * targets.length);
  for (let tries = 1; ; tries += 1) {
    const target = targets[(start + tries) % targets.length] ?? '';
    try {
      return await fetch(`${target}${pathname}${search}`, init);
    } catch (error) {
      if (tries >= targets.length || !isRefused(error)) throw error;
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';
