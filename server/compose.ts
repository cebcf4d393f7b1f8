import { createApp, type App } from './app.ts';
import { connectProviders } from './connect-providers.ts';
import type { Config } from './config/config.ts';
import { eventStreams } from './http/browser/event-streams.ts';
import { countPaymentEvents, createMetrics } from './platform/metrics.ts';
import { createRequestGuard } from './platform/request-guard.ts';
import { chooseLimits } from './http/choose-limits.ts';
import { ANSWERS_KEPT_MS } from './http/idempotency-claim.ts';
import { renderEvent } from './http/present/present-event.ts';
import { NO_WIDGET, onlyBuild, type ServedWidget } from './http/widget-assets.ts';
import { deliverEvents } from './jobs/deliver-events.ts';
import { createHousekeeping } from './jobs/housekeeping.ts';
import { createJobRunner, type JobHandler } from './jobs/runner.ts';
import type { webhookSender } from './jobs/webhook-sender.ts';
import { shareChanges } from './instances/share-changes.ts';
import { joinInstances } from './instances/join-instances.ts';
import { meteredSender } from './instrumentation.ts';
import type { Domain } from './payments/core/domain.ts';
import { jobHandlers } from './payments/job-handlers.ts';
import type { Clock, JobKind, Log } from './payments/ports/ports.ts';
import { warnUnconfiguredProviders } from './payments/warn-unconfigured-providers.ts';
import { resumeInquiries } from './payments/payment/resume-inquiries.ts';
import { recoverInterrupted } from './payments/payment/recover-interrupted.ts';
import { renderEventAgain } from './payments/event/render-event-again.ts';
import { atMostOnceASecond } from './platform/at-most-once-a-second.ts';
import { createChanges } from './platform/changes.ts';
import { systemClock, type Monotonic } from './platform/clock.ts';
import type { Timers } from './platform/timers.ts';
import { createCipher } from './platform/crypto.ts';
import { delegate } from './platform/delegate.ts';
import { createIdGenerator } from './platform/ids.ts';
import { madeFrom } from './platform/made-from.ts';
import { outboundProviderHttp, outboundWebhooks } from './outbound-http.ts';
import type { ProviderFetch } from './providers/http.ts';
import { providers } from './providers/registry.ts';
import { openStore } from './store/open-store.ts';

export interface ComposeOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  /** The widget's files; without them `/kasir.js` is not served. */
  readonly widget?: ServedWidget;
  /** How gateways call providers. Default: the network. */
  readonly fetch?: ProviderFetch;
  /** How the server waits, and what it measures time with. Default: the process's own. */
  readonly timers?: Timers | undefined;
  readonly monotonic?: Monotonic | undefined;
  /** How events are sent to the storefront. Default: the network. */
  readonly webhooks?: ReturnType<typeof webhookSender>;
  /** Opens the storage. Default: by the configured `DATABASE_URL`. */
  readonly openStorage?: typeof openStore;
}

/** The composed server, not running yet. */
export interface Composed {
  readonly app: App;
  readonly domain: Domain;
  /** Recovers what an earlier run left unfinished; call it before the first request. Returns the number of payments. */
  recover(): Promise<number>;
  /** Recovers if that was not done yet, then starts the background jobs. */
  start(): Promise<void>;
  /**
   * Replaces the secrets by those of `next`, which must not differ otherwise.
   *
   * @throws if its encryption keys cannot decrypt what the current ones encrypted; then nothing changes
   */
  reload(next: Config): void;
  /** Reports not ready and ends the event streams. Requests are still answered. */
  drain(): void;
  /** Stops the background jobs and closes the storage. Call it after the last request was answered. */
  stop(): Promise<void>;
}

const JOBS_AT_ONCE = 16;
const POLL_MS = 1_000;

/** Opens the storage, connects the providers and creates the app: what `kasir serve`, the demo and the tests run. */
export async function compose({
  config,
  log,
  clock: ownClock = systemClock,
  widget = onlyBuild(NO_WIDGET),
  openStorage = openStore,
  webhooks = outboundWebhooks(),
  ...given
}: ComposeOptions): Promise<Composed> {
  // Secrets can be reloaded while the server runs; everything else is fixed.
  let secret = config;
  const cipherOf = madeFrom(
    () => secret.encryptionKeys,
    (keys) => createCipher(keys.map((key) => Buffer.from(key.reveal(), 'base64'))),
  );
  const cipher = delegate(cipherOf);
  // The first log line has to be `listening`, so what opening the storage logs is held back until start.
  let heldBack: (() => void)[] | undefined = [];
  const deferredLog: Log = {
    ...log,
    info(facts, message) {
      if (heldBack === undefined) log.info(facts, message);
      else heldBack.push(() => log.info(facts, message));
    },
  };
  const metrics = createMetrics();
  const countUnreadable = (table: string): void => metrics.unreadable.inc({ table });
  const store = await openStorage({
    url: config.databaseUrl.reveal(),
    poolSize: config.databasePool,
    clock: ownClock,
    cipher,
    log: deferredLog,
    countUnreadable,
  });
  const network = outboundProviderHttp(config, given.fetch);
  const instance = await joinInstances({
    store,
    clock: ownClock,
    log,
    onLapsed: recoverLapsed,
    onRejoined: () => limits.keepSlots(),
    timers: given.timers,
    monotonic: given.monotonic,
  });
  const { clock } = instance;
  const idGenerator = createIdGenerator(clock);

  const requestGuard = createRequestGuard();
  const connected = connectProviders(config, {
    fetch: network.fetch,
    guard: requestGuard,
    store,
    metrics,
    timers: given.timers,
    clock,
    idGenerator,
    log,
    current: () => secret.providers,
  });
  if (config.payoutApproval && config.payoutKeys.length < 2)
    log.warn(
      {},
      'KASIR_PAYOUT_APPROVAL is true but KASIR_PAYOUT_KEYS has fewer than two keys: no payout can be approved',
    );

  const shared = shareChanges({
    store,
    changes: createChanges(log),
    wake: (dueAt) => runner.wake(dueAt),
    clock,
    log,
    timers: given.timers,
  });
  const domain: Domain = {
    store,
    providerRouter: connected.router,
    clock,
    idGenerator,
    log,
    changes: shared.changes,
    publicUrl: config.publicUrl,
    payoutApproval: config.payoutApproval,
    allowedOrigins: config.allowedOrigins,
    deliveredTypes: config.webhook?.types,
    render: renderEvent,
    countEvent: countPaymentEvents(metrics),
    countDroppedReport: (provider, reason) => metrics.notificationsGivenUp.inc({ provider, reason }),
    wake: shared.wake,
    exclusive: instance.exclusive,
    requestGuard,
    timeout: (ms) => AbortSignal.timeout(ms),
  };

  const webhook = config.webhook && {
    ...config.webhook,
    secrets: () => secret.webhook?.secrets.map((each) => each.reveal()) ?? [],
  };
  const send = meteredSender(webhooks.send, metrics);
  const handlers: Record<JobKind, JobHandler> = {
    ...jobHandlers(domain),
    deliver: deliverEvents({
      store,
      clock,
      log,
      send,
      webhook,
      renderAgain: (event) => renderEventAgain(domain, event),
      random: Math.random,
    }),
  };
  const runner = createJobRunner({
    store,
    clock,
    log,
    handlers,
    concurrency: JOBS_AT_ONCE,
    pollMs: POLL_MS,
    timers: given.timers,
    claimedBy: instance.instanceId,
  });

  const limits = chooseLimits({
    store,
    clock,
    log,
    instanceId: () => instance.instanceId(),
    digestOf: (text) => cipher.blindIndex(text, 'limit'),
  });
  const streams = eventStreams(limits.slots, (open) => metrics.streams.set(open));
  let isDraining = false;
  const app = createApp({
    domain,
    secrets: () => secret,
    trustedProxies: config.trustedProxies,
    cipher,
    notifying: {
      notifications: new Map(config.providers.map(({ provider }) => [provider.id, provider.notification])),
      unconfigured: new Set(providers.map(({ id }) => id).filter((id) => !domain.providerRouter.isConfigured(id))),
    },
    widget,
    metrics,
    rateLimiters: limits.rateLimiters,
    streams,
    readiness: {
      isDraining: () => isDraining,
      check: atMostOnceASecond(() => store.check(clock.now())),
      providers: () => connected.health.providers(),
    },
  });

  const housekeeping = createHousekeeping({
    store,
    exclusive: domain.exclusive,
    clock,
    log,
    answersKeptMs: ANSWERS_KEPT_MS,
    resumeInquiries: () => resumeInquiries(domain),
    retentionDays: config.retentionDays,
  });
  let recovering: Promise<number> | undefined;
  const recoverOnce = (): Promise<number> => (recovering ??= recover());
  async function recover(): Promise<number> {
    // Jobs that another instance is running stay claimed: those of one that died are free once it has lapsed.
    if (!store.isShared) await store.unlockJobs(clock.now());
    return recoverInterrupted(domain);
  }
  async function recoverLapsed(): Promise<void> {
    const recovered = await recoverInterrupted(domain);
    log.warn({ recovered }, 'another instance has ended without stopping: its work goes on here');
    runner.wake();
  }

  return {
    app,
    domain,
    recover: recoverOnce,
    async start() {
      for (const write of heldBack ?? []) write();
      heldBack = undefined;
      for (const { variable, message } of config.warnings) log.warn({ variable }, `${variable} ${message}`);
      for (const { provider, warnings } of config.providers)
        for (const warning of warnings(config.publicUrl)) log.warn({ provider: provider.id }, warning);
      const recovered = await recoverOnce();
      await warnUnconfiguredProviders(
        domain,
        config.providers.map(({ provider }) => provider.id),
      );
      if (recovered > 0) log.warn({ recovered }, 'payments left unfinished by an earlier run are being inquired about');
      runner.start();
      housekeeping.start();
      shared.start();
    },
    reload(next) {
      const sealed = cipher.seal('canary', 'reload');
      const before = secret;
      try {
        secret = next;
        cipherOf().open(sealed, 'reload');
      } catch (error) {
        secret = before;
        throw error;
      }
    },
    drain() {
      isDraining = true;
      streams.closeAll();
    },
    async stop() {
      housekeeping.stop();
      shared.stop();
      streams.closeAll();
      await runner.stop();
      await Promise.all([network.close(), webhooks.close(), connected.settled()]);
      await instance.stop();
      await store.close();
    },
  };
}
