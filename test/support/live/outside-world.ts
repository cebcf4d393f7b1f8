import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Koa from 'koa';
import { z } from 'zod';
import { mountWeb } from '../../../server/demo/web-handler.ts';
import { createSimulatorsPage } from '../../../server/demo/simulators/create-simulators-page.ts';
import { runSimulators } from '../../../server/demo/simulators/run-simulators.ts';
import { listen } from '../../../server/http/listen.ts';
import type { LedgerEntry, Simulator } from '../../../server/providers/simulation/simulator.ts';
import { simulatedProviders } from '../../../server/providers/simulators.ts';
import { eventBodySchema, type EventBody } from '../../../shared/api/event-view.ts';

/** What a server in another process talks to: providers, and a storefront. It lives in the process of the test. */
export interface OutsideWorld {
  /** The variables by which a server finds it. Each instance has an address of its own, so that its calls are told apart. */
  environment(instance: number): Readonly<Record<string, string>>;
  readonly simulators: readonly Simulator[];
  /** The movements at all providers. */
  ledger(): readonly LedgerEntry[];
  /** The events that the storefront has received, repeats included, in order. */
  readonly events: readonly ReceivedEvent[];
  /** The listener is called around each call to a provider and each event. Returns a function that ends this. */
  observe(listener: (visit: Visit) => void): () => void;
  /** Milliseconds by which the providers' clock is ahead. */
  clockAheadMs: number;
  close(): Promise<void>;
}

/** One request of a server. */
export interface Visit {
  readonly to: 'provider' | 'storefront';
  /** Which of the servers sent it. */
  readonly instance: number;
  readonly method: string;
  /** `after`: it is done, and a call to a provider is not answered yet. */
  readonly when: 'before' | 'after';
}

export interface ReceivedEvent {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly body: EventBody;
}

export interface OutsideWorldOptions {
  /** The ids of the providers, in order of preference. */
  readonly providers: readonly string[];
  /** How many servers there are. */
  readonly instances: number;
  /** The addresses of the servers that notifications may go to, without a path. */
  readonly targets: () => readonly string[];
}

const NOTIFICATION_TIMEOUT_MS = 5_000;
const RUN_EVERY_MS = 40;

export async function openOutsideWorld({ providers, instances, targets }: OutsideWorldOptions): Promise<OutsideWorld> {
  const events: ReceivedEvent[] = [];
  const observers = new Set<(visit: Visit) => void>();
  const report = (visit: Visit): void => {
    for (const observer of observers) observer(visit);
  };
  const pages = new Koa();
  const listeners = await Promise.all(
    Array.from({ length: instances }, (_, instance) =>
      listen((request, response) => answer(instance, request, response), { port: 0, host: '127.0.0.1' }),
    ),
  );
  const originOf = (instance: number): string => `http://127.0.0.1:${listeners[instance]?.port ?? 0}`;
  const instanceAt = (url: string): number => listeners.findIndex(({ port }) => url.includes(`:${port}/`));
  const secret = (name: string): string => createHash('sha256').update(name).digest('hex');
  const chosen = providers.map((id) => {
    const found = simulatedProviders.find((each) => each.id === id);
    if (found === undefined) throw new Error(`the provider ${id} has no simulator`);
    return found;
  });
  const baseUrl = (instance: number, id: string): string => `${originOf(instance)}/simulators/${id}`;

  const simulators = chosen.map(({ id, simulate }) =>
    observed(
      simulate({
        clock: { now: () => Date.now() + world.clockAheadMs },
        uuid: () => randomUUID(),
        deliver: (request) => deliver(request, targets()),
        baseUrl: baseUrl(0, id),
        // Replaced by the address of a server when a notification is sent.
        webhookUrl: `http://servers.invalid/v1/notifications/${id}`,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        secret,
      }),
      ({ url, method }, when) => report({ to: 'provider', instance: instanceAt(url), method, when }),
    ),
  );
  pages.use(mountWeb('/simulators', createSimulatorsPage({ simulators, publicUrl: originOf(0) })));
  const ofPages = pages.callback();

  function answer(instance: number, request: IncomingMessage, response: ServerResponse): void {
    if (request.url === '/storefront') void receiveEvent(instance, request, response);
    else void ofPages(request, response);
  }

  async function receiveEvent(instance: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const body = eventBodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const id = z.string().parse(request.headers['webhook-id']);
    events.push({ id, at: Date.now(), body });
    report({ to: 'storefront', instance, method: 'POST', when: 'before' });
    response.writeHead(200).end(() => report({ to: 'storefront', instance, method: 'POST', when: 'after' }));
  }

  const stopSimulators = runSimulators(simulators, RUN_EVERY_MS);
  const world: OutsideWorld = {
    environment: (instance) => ({
      KASIR_PROVIDERS: providers.join(','),
      KASIR_WEBHOOK_URL: `${originOf(instance)}/storefront`,
      ...Object.fromEntries(
        chosen.flatMap(({ id, environment }) =>
          Object.entries(environment({ baseUrl: baseUrl(instance, id), secret })),
        ),
      ),
    }),
    simulators,
    ledger: () => simulators.flatMap((simulator) => simulator.ledger()),
    events,
    observe(listener) {
      observers.add(listener);
      return () => void observers.delete(listener);
    },
    clockAheadMs: 0,
    async close() {
      stopSimulators();
      await Promise.all(listeners.map((each) => each.close(0)));
    },
  };
  return world;
}

/** The same simulator, which reports each call before and after it is done. */
const observed = (simulator: Simulator, report: (request: Request, when: 'before' | 'after') => void): Simulator =>
  new Proxy(simulator, {
    get(target, name) {
      if (name !== 'handle') return Reflect.get(target, name) as unknown;
      return async (request: Request): Promise<Response> => {
        report(request, 'before');
        const response = await target.handle(request);
        report(request, 'after');
        return response;
      };
    },
  });

/** Sends a notification to any one of the servers. */
async function deliver(request: Request, targets: readonly string[]): Promise<Response> {
  const target = targets[Math.floor(Math.random() * targets.length)];
  if (target === undefined) throw new Error('no server is running');
  const { pathname, search } = new URL(request.url);
  return fetch(`${target}${pathname}${search}`, {
    method: request.method,
    headers: request.headers,
    body: await request.arrayBuffer(),
    signal: AbortSignal.timeout(NOTIFICATION_TIMEOUT_MS),
  });
}
