import { createApp, type App } from './app.ts';
import type { ComposeOptions } from './compose-options.ts';
import type { Handler } from './http/listen.ts';
import { connectProviders } from './connect-providers.ts';
import type { Config } from './config/config.ts';
import { eventStreams } from './http/browser/event-streams.ts';
import { countPaymentEvents, createMetrics } from './platform/metrics.ts';
import { createRequestGuard } from './platform/request-guard.ts';
import { chooseLimits } from './http/choose-limits.ts';
import { ANSWERS_KEPT_MS } from './http/idempotency-claim.ts';
import { renderEvent } from './http/present/present-event.ts';
import { VERSION } from './http/version.ts';
import { NO_WIDGET, onlyBuild } from './http/widget-assets.ts';
import { deliverEvents } from './jobs/deliver-events.ts';
import { hookReceiver } from './jobs/hook-receiver.ts';
import { createHousekeeping } from './jobs/housekeeping.ts';
import { createJobRunner, type JobHandler } from './jobs/runner.ts';
import { webhookReceiver } from './jobs/webhook-receiver.ts';
import { shareChanges } from './instances/share-changes.ts';
import { joinInstances } from './instances/join-instances.ts';
import { meteredExclusive, meteredReceiver, tracedHandlers, tracedSend } from './instrumentation.ts';
import type { Domain } from './payments/core/domain.ts';
import { jobHandlers } from './payments/job-handlers.ts';
import type { JobKind } from './payments/ports/ports.ts';
import { warnUnconfiguredProviders } from './payments/warn-unconfigured-providers.ts';
import { resumeInquiries } from './payments/payment/resume-inquiries.ts';
import { recoverInterrupted } from './payments/payment/recover-interrupted.ts';
import { renderEventAgain } from './payments/event/render-event-again.ts';
import { atMostOnceASecond } from './platform/at-most-once-a-second.ts';
import { createChanges } from './platform/changes.ts';
import { systemClock } from './platform/clock.ts';
import { createCipher } from './platform/crypto.ts';
import { delegate } from './platform/delegate.ts';
import { holdBackInfo } from './platform/held-back-log.ts';
import { createIdGenerator } from './platform/ids.ts';
import { madeFrom } from './platform/made-from.ts';
import { outboundProviderHttp, outboundWebhooks } from './outbound-http.ts';
import { providers } from './providers/registry.ts';
import { openStore } from './store/open-store.ts';

/** The composed server, not running yet. */
export interface Composed {
  readonly app: App;
  readonly domain: Domain;
  /** Answers the requests of operators, on a listener of its own; absent where no back office is configured. */
  readonly backOffice: Handler | undefined;
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
  documentation = '',
  openStorage = openStore,
  webhooks = outboundWebhooks(),
  onEvent,
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
  const heldBack = holdBackInfo(log);
  const metrics = createMetrics(VERSION);
  const countUnreadable = (table: string): void => metrics.unreadable.inc({ table });
  const store = await openStorage({
    url: config.databaseUrl.reveal(),
    poolSize: config.databasePool,
    clock: ownClock,
    cipher,
    log: heldBack.log,
    countUnreadable,
    observeCommit: (seconds) => metrics.commitSeconds.observe(seconds),
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
    rsaEncrypt: given.rsaEncrypt,
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
  const secretsOfWebhook = (): readonly string[] => secret.webhook?.secrets.map((each) => each.reveal()) ?? [];
  const receiver = onEvent
    ? hookReceiver(onEvent)
    : config.webhook && webhookReceiver({ ...config.webhook, secrets: secretsOfWebhook }, tracedSend(webhooks.send));
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
    deliveredTypes: receiver?.types,
    render: renderEvent,
    countEvent: countPaymentEvents(metrics),
    countDroppedReport: (provider, reason) => metrics.notificationsGivenUp.inc({ provider, reason }),
    wake: shared.wake,
    exclusive: meteredExclusive(instance.exclusive, metrics),
    requestGuard,
    timeout: (ms) => AbortSignal.timeout(ms),
  };

  const handlers: Record<JobKind, JobHandler> = tracedHandlers({
    ...jobHandlers(domain),
    deliver: deliverEvents({
      store,
      clock,
      log,
      receiver: receiver && meteredReceiver(receiver, metrics),
      renderAgain: (event) => renderEventAgain(domain, event),
      random: Math.random,
      countExhausted: () => metrics.exhaustedEvents.inc(),
    }),
  });
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
    samples: {
      isAllowed: config.providers.every(({ mode }) => mode === 'sandbox'),
      receive: receiver?.receive,
    },
    widget,
    documentation,
    metrics,
    rateLimiters: limits.rateLimiters,
    streams,
    readiness: {
      isDraining: () => isDraining,
      check: atMostOnceASecond(() => store.check(clock.now())),
      providers: () => connected.health.providers(),
    },
  });

  // Loaded only where it is configured.
  const backOffice =
    config.backOffice &&
    (await (
      await import('./admin/create-back-office.ts')
    ).createBackOffice({
      domain,
      operators: () => secret.backOffice?.operators ?? [],
      cipher,
      rateLimiters: limits.rateLimiters,
      trustedProxies: config.trustedProxies,
      providers: () => connected.health.providers(),
    }));

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
    backOffice,
    recover: recoverOnce,
    async start() {
      heldBack.release();
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
