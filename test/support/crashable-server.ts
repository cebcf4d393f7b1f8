import { EVENT_TYPES } from '../../shared/event-type.ts';
import { renderEventAgain } from '../../server/payments/event/render-event-again.ts';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { compose } from '../../server/compose.ts';
import { listen, type Listener } from '../../server/http/listen.ts';
import { deliverEvents } from '../../server/jobs/deliver-events.ts';
import { createJobRunner, type JobRunner } from '../../server/jobs/runner.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { StorageUnavailable, type Log, type Store } from '../../server/payments/ports/ports.ts';
import { recoverInterrupted } from '../../server/payments/payment/recover-interrupted.ts';
import { domainJobs } from '../../server/payments/job-handlers.ts';
import { simulatorFetch, type Simulator } from '../../server/providers/simulation/simulator.ts';
import { openStore } from '../../server/store/open-store.ts';
import { API_KEY, configOf, goodEnvironment, ORIGIN, PUBLIC_URL } from '../server/http/a-server.ts';
import { createProcessRun, crashableStore, type ProcessRun } from './crashable-store.ts';
import type { Subject } from './subjects.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';

export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

export interface RequestParts {
  readonly body?: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CrashableServerOptions {
  /** On top of, or in the place of, the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

/** What a caller gets whose server dies before it has answered. */
export const NO_RESPONSE: HttpReply = { status: 0, text: '' };

/**
 * The whole server over HTTP, on a real file, that can be made to die at any moment that matters: before any write and
 * before any call to a provider or to the storefront. What a dead server still had to do never happens. The provider's
 * simulator, the storefront and the clock live on.
 */
export interface CrashableServer {
  readonly subject: Subject;
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly domain: Domain;
  /** Writes and calls of this life so far. */
  readonly effectCount: number;
  readonly crashed: boolean;
  /** Where its file lies. */
  readonly folder: string;
  /** What the storefront has received, in order: the id and the bytes. */
  readonly received: readonly { readonly id: string; readonly body: string }[];
  /** Writes of this life so far. */
  readonly writeCount: number;
  /** The server dies before its n-th write or call from now. */
  crashBefore(effect: number): void;
  /** The storage fails in the n-th write from now: it is not done, or it is and nobody learns of it. */
  failWrite(write: number, doneAllTheSame: boolean): void;
  request(method: 'GET' | 'POST' | 'DELETE', path: string, asking?: RequestParts): Promise<HttpReply>;
  post(path: string, body: object, options?: { readonly bearer?: string; readonly key?: string }): Promise<HttpReply>;
  delete(path: string): Promise<HttpReply>;
  /** Everything due now, on both sides; less where the server dies meanwhile. */
  runDue(): Promise<void>;
  /** Moves the clock, stopping wherever somebody has something to do. */
  advance(ms: number): Promise<void>;
  /** Ends this life, if it has not ended, and begins the next on the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openCrashableServer(
  subject: Subject,
  { environment = {}, log = quiet }: CrashableServerOptions = {},
): Promise<CrashableServer> {
  const folder = await mkdtemp(join(quickFolder(), 'kasir-crashable-'));
  const config = configOf({
    ...goodEnvironment(),
    ...subject.environment,
    KASIR_PROVIDERS: subject.id,
    DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
    ...environment,
  });
  const clock = virtualClock();
  const received: { id: string; body: string }[] = [];
  const simulator = subject.simulator({
    clock,
    notificationUrl: `${PUBLIC_URL}/v1/notifications/${subject.id}`,
    deliver: async (notification) => {
      const body = Buffer.from(await notification.arrayBuffer());
      const { status, text } = await call('POST', `/v1/notifications/${subject.id}`, {
        body,
        headers: Object.fromEntries(notification.headers),
      });
      if (status === 0) throw new Error('nobody answers');
      return new Response(text, { status });
    },
  });
  let now = await boot();

  async function boot(): Promise<Running> {
    const life = createProcessRun();
    let file: Store | undefined;
    const network = simulatorFetch(simulator);
    const composed = await compose({
      config,
      log,
      clock,
      fetch: (sent) => life.effect(() => network(sent)),
      openStorage: async (options) => crashableStore((file = await openStore(options)), life),
    });
    const { domain } = composed;
    const listener = await listen(composed.app.callback(), config);
    const runner = createJobRunner({
      store: domain.store,
      clock,
      log,
      concurrency: 4,
      pollMs: 1_000,
      handlers: {
        ...domainJobs(domain),
        deliver: deliverEvents({
          store: domain.store,
          clock,
          log,
          random: () => 0,
          webhook: {
            url: `${ORIGIN}/events`,
            secrets: () => [`whsec_${Buffer.alloc(24, 1).toString('base64')}`],
            types: new Set(EVENT_TYPES),
          },
          renderAgain: (event) => renderEventAgain(domain, event),
          send: ({ headers, body }) =>
            life.effect(() => {
              received.push({ id: headers['webhook-id'] ?? '', body });
              return Promise.resolve({ status: 200 });
            }),
        }),
      },
    });
    return { life, domain, listener, runner, closeFile: async () => file?.close() };
  }

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    { body, headers }: RequestParts = { headers: {} },
  ): Promise<HttpReply> {
    const { life, listener } = now;
    if (life.dead) return NO_RESPONSE;
    const asking = request(`http://127.0.0.1:${listener.port}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).then(async (answer) => ({ status: answer.statusCode, text: await answer.body.text() }));
    return Promise.race([asking.catch(() => NO_RESPONSE), life.ended.then(() => NO_RESPONSE)]);
  }

  async function runDue(): Promise<void> {
    await simulator.runDue();
    await Promise.race([now.runner.runDue().catch(forgiveStorage), now.life.ended]);
  }

  /** As the composed server does at its start; its own timers are not for a clock that stands still. */
  async function begin(domain: Domain): Promise<void> {
    await domain.store.unlockJobs(clock.now());
    await recoverInterrupted(domain);
  }

  async function end(): Promise<void> {
    now.life.end();
    await now.listener.close(0);
    await now.closeFile();
  }

  return {
    subject,
    clock,
    simulator,
    received,
    folder,
    request: call,
    get domain() {
      return now.domain;
    },
    get effectCount() {
      return now.life.effects;
    },
    get crashed() {
      return now.life.dead;
    },
    get writeCount() {
      return now.life.writes;
    },
    crashBefore: (effect) => now.life.endBefore(effect),
    failWrite: (write, doneAllTheSame) => now.life.failAt(write, doneAllTheSame),
    post: (path, body, { bearer = API_KEY, key } = {}) =>
      call('POST', path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${bearer}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      }),
    delete: (path) => call('DELETE', path, { headers: { authorization: `Bearer ${API_KEY}` } }),
    runDue,
    async advance(ms) {
      const target = clock.now() + ms;
      while (!now.life.dead) {
        await runDue();
        if (now.life.dead) return;
        const next = earliest(simulator.nextDueAt(), await now.domain.store.nextJobAt());
        if (next === undefined || next > target) break;
        clock.set(Math.max(next, clock.now() + 1));
      }
      clock.set(target);
      await runDue();
    },
    async restart() {
      await end();
      now = await boot();
      await Promise.race([begin(now.domain), now.life.ended]);
    },
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly life: ProcessRun;
  readonly domain: Domain;
  readonly listener: Listener;
  readonly runner: JobRunner;
  closeFile(): Promise<void>;
}

/** The runner looks again a little later. */
function forgiveStorage(error: unknown): void {
  if (!(error instanceof StorageUnavailable)) throw error;
}

/** Nothing here is about power loss, so memory will do where there is some. */
const quickFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

const earliest = (...instants: readonly (number | undefined)[]): number | undefined => {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
