import { EVENT_TYPES } from '../../shared/event-type.ts';
import { renderEventAgain } from '../../server/payments/event/render-event-again.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { compose } from '../../server/compose.ts';
import { listen, type Listener } from '../../server/http/listen.ts';
import { deliverEvents } from '../../server/jobs/deliver-events.ts';
import { webhookReceiver } from '../../server/jobs/webhook-receiver.ts';
import { createJobRunner, type JobRunner } from '../../server/jobs/runner.ts';
import type { Domain } from '../../server/payments/core/domain.ts';
import { StorageUnavailable, type Log, type Store } from '../../server/payments/ports/ports.ts';
import { recoverInterrupted } from '../../server/payments/payment/recover-interrupted.ts';
import { jobHandlers } from '../../server/payments/job-handlers.ts';
import { simulatorFetch, type Simulator } from '../../server/providers/simulation/simulator.ts';
import { openStore } from '../../server/store/open-store.ts';
import { API_KEY, configOf, goodEnvironment, ORIGIN, PUBLIC_URL } from '../server/http/a-server.ts';
import { createProcessRun, crashableStore, type ProcessRun } from './crashable-store.ts';
import type { Subject } from './subjects.ts';
import { earliest } from './earliest.ts';
import { quietLog } from './quiet-log.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';
import { migratedFile } from './migrated-file.ts';
import { quickTmpdir } from './quick-tmpdir.ts';

export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

export interface RequestParts {
  readonly body?: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CrashableServerOptions {
  /** Added to the usual environment, or replacing it. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

/** What a client gets whose server crashes before it has answered. */
export const NO_RESPONSE: HttpReply = { status: 0, text: '' };

/**
 * The whole server over HTTP with a database file, which can crash before any write and before any call to a provider or to
 * the storefront. The provider's simulator, the storefront and the clock are not affected by a crash.
 */
export interface CrashableServer {
  readonly subject: Subject;
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly domain: Domain;
  /** Writes and outgoing calls since the last start. */
  readonly effectCount: number;
  readonly crashed: boolean;
  /** The folder of the database file. */
  readonly folder: string;
  /** The events the storefront has received, in order: id and body. */
  readonly received: readonly { readonly id: string; readonly body: string }[];
  /** Writes since the last start. */
  readonly writeCount: number;
  /** Crashes before the n-th write or outgoing call from now. */
  crashBefore(effect: number): void;
  /** The n-th write from now fails; with `isDone` the data are written and only the confirmation is lost. */
  failWrite(write: number, isDone: boolean): void;
  request(method: 'GET' | 'POST' | 'DELETE', path: string, parts?: RequestParts): Promise<HttpReply>;
  post(path: string, body: object, options?: { readonly bearer?: string; readonly key?: string }): Promise<HttpReply>;
  delete(path: string): Promise<HttpReply>;
  /** Runs whatever is due now, at the provider and in our jobs, until a crash. */
  runDue(): Promise<void>;
  /** Moves the clock forward, and runs whatever falls due at its time, until a crash. */
  advance(ms: number): Promise<void>;
  /** Stops the server, if it has not crashed, and starts it again on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openCrashableServer(
  subject: Subject,
  { environment = {}, log = quietLog }: CrashableServerOptions = {},
): Promise<CrashableServer> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-crashable-'));
  await migratedFile(join(folder, 'kasir.db'));
  const config = configOf({
    ...goodEnvironment(),
    ...subject.environment,
    KASIR_PROVIDERS: subject.id,
    DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
    // What runs the jobs here delivers in its own way.
    KASIR_WEBHOOK_URL: `${ORIGIN}/events`,
    KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET,
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
    const processRun = createProcessRun();
    let file: Store | undefined;
    const network = simulatorFetch(simulator);
    const composed = await compose({
      config,
      log,
      clock,
      fetch: (sent) => processRun.effect(() => network(sent)),
      openStorage: async (options) => crashableStore((file = await openStore(options)), processRun),
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
        ...jobHandlers(domain),
        deliver: deliverEvents({
          store: domain.store,
          clock,
          log,
          random: () => 0,
          receiver: webhookReceiver(
            {
              url: `${ORIGIN}/events`,
              secrets: () => [WEBHOOK_SECRET],
              types: new Set(EVENT_TYPES),
            },
            ({ headers, body }) =>
              processRun.effect(() => {
                received.push({ id: headers['webhook-id'] ?? '', body });
                return Promise.resolve({ status: 200 });
              }),
          ),
          renderAgain: (event) => renderEventAgain(domain, event),
        }),
      },
    });
    return { processRun, domain, listener, runner, closeFile: async () => file?.close() };
  }

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    { body, headers }: RequestParts = { headers: {} },
  ): Promise<HttpReply> {
    const { processRun, listener } = now;
    if (processRun.crashed) return NO_RESPONSE;
    const reply = request(`http://127.0.0.1:${listener.port}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).then(async (answer) => ({ status: answer.statusCode, text: await answer.body.text() }));
    return Promise.race([reply.catch(() => NO_RESPONSE), processRun.ended.then(() => NO_RESPONSE)]);
  }

  async function runDue(): Promise<void> {
    await simulator.runDue();
    await Promise.race([now.runner.runDue().catch(forgiveStorage), now.processRun.ended]);
  }

  /** What the composed server does at its start; its timers do not run on a virtual clock. */
  async function begin(domain: Domain): Promise<void> {
    await domain.store.unlockJobs(clock.now());
    await recoverInterrupted(domain);
  }

  async function end(): Promise<void> {
    now.processRun.crash();
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
      return now.processRun.effects;
    },
    get crashed() {
      return now.processRun.crashed;
    },
    get writeCount() {
      return now.processRun.writes;
    },
    crashBefore: (effect) => now.processRun.crashBefore(effect),
    failWrite: (write, isDone) => now.processRun.failWrite(write, isDone),
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
      while (!now.processRun.crashed) {
        await runDue();
        if (now.processRun.crashed) return;
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
      await Promise.race([begin(now.domain), now.processRun.ended]);
    },
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly processRun: ProcessRun;
  readonly domain: Domain;
  readonly listener: Listener;
  readonly runner: JobRunner;
  closeFile(): Promise<void>;
}

/** The runner tries again a little later. */
function forgiveStorage(error: unknown): void {
  if (!(error instanceof StorageUnavailable)) throw error;
}
