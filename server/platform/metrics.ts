import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Domain } from '../payments/core/domain.ts';
import { storageMetrics, type StorageMetrics } from './storage-metrics.ts';

/** What the server measures. No label holds an id, an amount or personal data. */
export interface Metrics extends StorageMetrics {
  readonly registry: Registry;
  /** Those of the process as well, in the format of Prometheus. */
  text(): Promise<string>;
  /** Labels: `method`, `route` (the pattern), `status`. */
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  /** Labels: `provider`, `outcome` (`stored`, `repeated`, `full`, `malformed`, `unverified`). */
  readonly notifications: Counter<'provider' | 'outcome'>;
  /** Labels: `channel`, `status`: payments that reached a status, counted with the event for the storefront. */
  readonly payments: Counter<'channel' | 'status'>;
  /** Labels: `provider`, `outcome` (the HTTP status, `not_delivered`, `unknown`). */
  readonly providerCallSeconds: Histogram<'provider' | 'outcome'>;
  /** Labels: `provider`, `operation` (`create`, `inquire`, …), `mend` (`true` where the merchant must fix something). */
  readonly providerRejections: Counter<'provider' | 'operation' | 'mend'>;
  /** Labels: `provider`, `priority` (`notified`, `routine`): requests that waited for the provider's request budget. */
  readonly requestsPostponed: Counter<'provider' | 'priority'>;
  /** Labels: `provider`, `reason` (`contradicted`, `unanswered`): claims of notifications that no inquiry confirmed. */
  readonly notificationsGivenUp: Counter<'provider' | 'reason'>;
  /** Labels: `outcome` (`delivered`, `refused`, `unreachable`). */
  readonly deliveries: Counter<'outcome'>;
  /** Labels: `provider`. 1 while it is reachable, 0 for a short time after a connection failed. */
  readonly providerUp: Gauge<'provider'>;
  /** Labels: `table`: reads of encrypted columns that could not be decrypted. */
  readonly unreadable: Counter<'table'>;
  /** Events whose delivery attempts are exhausted. */
  readonly exhaustedEvents: Counter;
  /** Labels: `lock` (`checkout`, `payout`, `answer`, `money`, …): seconds that work waited until it was its turn. */
  readonly lockWaitSeconds: Histogram<'lock'>;
  readonly streams: Gauge;
}

/** CPU, memory, garbage collection and event loop: measured once, however many servers the process runs. */
let ofProcess: Registry | undefined;

function measureProcess(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/** With its own registry, so that two servers in one process are counted apart. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const build = new Gauge({
    name: 'kasir_build_info',
    help: 'Always 1; the label is the version of this server.',
    labelNames: ['version'],
    registers,
  });
  build.set({ version }, 1);
  const process = measureProcess();
  return {
    registry,
    text: async () => `${await process.metrics()}\n${await registry.metrics()}`,
    requestSeconds: new Histogram({
      name: 'kasir_http_request_duration_seconds',
      help: 'Duration of HTTP requests by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    notifications: new Counter({
      name: 'kasir_notifications_total',
      help: 'Provider notifications received, by outcome.',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    payments: new Counter({
      name: 'kasir_payments_total',
      help: 'Payments that reached a status, by channel.',
      labelNames: ['channel', 'status'],
      registers,
    }),
    providerCallSeconds: new Histogram({
      name: 'kasir_provider_call_duration_seconds',
      help: 'Duration of calls to providers by outcome.',
      labelNames: ['provider', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    providerRejections: new Counter({
      name: 'kasir_provider_refusals_total',
      help: 'Requests rejected by a provider, by operation; mend="true": credentials, settings or our request must be fixed.',
      labelNames: ['provider', 'operation', 'mend'],
      registers,
    }),
    requestsPostponed: new Counter({
      name: 'kasir_provider_requests_postponed_total',
      help: 'Requests of jobs that waited because the request budget of the provider was used up.',
      labelNames: ['provider', 'priority'],
      registers,
    }),
    notificationsGivenUp: new Counter({
      name: 'kasir_notifications_given_up_total',
      help: 'Claims of provider notifications that no inquiry confirmed; reason: contradicted by inquiries, or inquiries unanswered.',
      labelNames: ['provider', 'reason'],
      registers,
    }),
    deliveries: new Counter({
      name: 'kasir_event_deliveries_total',
      help: 'Delivery attempts of events to the storefront, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    providerUp: new Gauge({
      name: 'kasir_provider_up',
      help: '1 while the provider is reachable, 0 for a short time after a connection to it failed.',
      labelNames: ['provider'],
      registers,
    }),
    unreadable: new Counter({
      name: 'kasir_unreadable_columns_total',
      help: 'Reads of encrypted columns that could not be decrypted, by table.',
      labelNames: ['table'],
      registers,
    }),
    exhaustedEvents: new Counter({
      name: 'kasir_events_exhausted_total',
      help: 'Events that are not sent any more, because the storefront acknowledged none of the attempts.',
      registers,
    }),
    lockWaitSeconds: new Histogram({
      name: 'kasir_lock_wait_seconds',
      help: 'How long work waited because other work held its lock, by what is locked.',
      labelNames: ['lock'],
      buckets: [0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    streams: new Gauge({
      name: 'kasir_event_streams',
      help: 'Open server-sent event streams of browsers.',
      registers,
    }),
    ...storageMetrics(registers),
  };
}

/** Counts payments by the events that report their status. */
export const countPaymentEvents =
  ({ payments }: Metrics): NonNullable<Domain['countEvent']> =>
  (type, { payment }) => {
    const [subject, status] = type.split('.');
    if (subject === 'payment' && status !== undefined && payment !== undefined)
      payments.inc({ channel: payment.channel, status });
  };

export const countRejection = (
  { providerRejections }: Metrics,
  { provider, operation, mend }: { readonly provider: string; readonly operation: string; readonly mend: boolean },
): void => providerRejections.inc({ provider, operation, mend: String(mend) });
