import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Domain } from '../payments/core/domain.ts';

/** What the server counts. No label ever holds an id, an amount or anything of a person. */
export interface Metrics {
  readonly registry: Registry;
  /** Labels: `method`, `route` (the pattern), `status`. */
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  /** Labels: `provider`, `outcome` (`stored`, `repeated`, `full`, `malformed`, `unverified`). */
  readonly notifications: Counter<'provider' | 'outcome'>;
  /** Labels: `channel`, `status`: what became of payments, counted with the event that tells the storefront. */
  readonly payments: Counter<'channel' | 'status'>;
  /** Labels: `provider`, `outcome` (the HTTP status, `not_delivered`, `unknown`). */
  readonly providerCallSeconds: Histogram<'provider' | 'outcome'>;
  /** Labels: `provider`, `operation` (`create`, `inquire`, …), `mend` (`true` where the merchant has to mend something). */
  readonly providerRejections: Counter<'provider' | 'operation' | 'mend'>;
  /** Labels: `provider`, `reason` (`contradicted`, `unanswered`): what notifications claimed and nothing confirmed. */
  readonly notificationsGivenUp: Counter<'provider' | 'reason'>;
  /** Labels: `outcome` (`delivered`, `refused`, `unreachable`). */
  readonly deliveries: Counter<'outcome'>;
  /** Labels: `provider`. 1 while it can be reached, 0 for a short time after it could not. */
  readonly providerUp: Gauge<'provider'>;
  /** Labels: `table`: how often a sealed column was read that does not open. */
  readonly unreadable: Counter<'table'>;
  readonly streams: Gauge;
  /** How many seconds the oldest due job has been waiting. */
  readonly queueLagSeconds: Gauge;
}

/** One registry of its own, so that two servers in one process do not count into each other. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'kasir_http_request_duration_seconds',
      help: 'Requests by route and status, and how long they took.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    notifications: new Counter({
      name: 'kasir_notifications_total',
      help: 'Notifications of providers by outcome.',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    payments: new Counter({
      name: 'kasir_payments_total',
      help: 'Payments by channel and the status they reached.',
      labelNames: ['channel', 'status'],
      registers,
    }),
    providerCallSeconds: new Histogram({
      name: 'kasir_provider_call_duration_seconds',
      help: 'Calls to providers by outcome, and how long they took.',
      labelNames: ['provider', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    providerRejections: new Counter({
      name: 'kasir_provider_refusals_total',
      help: 'Refusals of providers by operation; mend="true": credentials, settings or our request have to be mended.',
      labelNames: ['provider', 'operation', 'mend'],
      registers,
    }),
    notificationsGivenUp: new Counter({
      name: 'kasir_notifications_given_up_total',
      help: 'Claims of notifications that no inquiry ever confirmed, by what inquiries said: contradicted or unanswered.',
      labelNames: ['provider', 'reason'],
      registers,
    }),
    deliveries: new Counter({
      name: 'kasir_event_deliveries_total',
      help: 'Tries to deliver an event to the storefront by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    providerUp: new Gauge({
      name: 'kasir_provider_up',
      help: 'Whether a provider can be reached: 0 for a short time after a connection was refused.',
      labelNames: ['provider'],
      registers,
    }),
    unreadable: new Counter({
      name: 'kasir_unreadable_columns_total',
      help: 'Reads of a sealed column that could not be opened, by table.',
      labelNames: ['table'],
      registers,
    }),
    streams: new Gauge({
      name: 'kasir_event_streams',
      help: 'Event streams of browsers that are open now.',
      registers,
    }),
    queueLagSeconds: new Gauge({
      name: 'kasir_job_lag_seconds',
      help: 'How long the oldest due job has been waiting.',
      registers,
    }),
  };
}

/** Counts what became of payments, by the events that tell of it. */
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
