import { Gauge, Histogram, type Registry } from 'prom-client';

/** What is in the store, read when `/metrics` is; and how fast the store is. */
export interface StorageMetrics {
  /** Labels: `status`: payments that are not final. */
  readonly openPayments: Gauge<'status'>;
  /** Labels: `reason`: a review, or `unknown`, `refund_unknown`, `payout_unknown`: what waits for a person. */
  readonly unresolved: Gauge<'reason'>;
  /** Labels: `reason`. For how many seconds the oldest has been waiting; 0 where nothing is. */
  readonly unresolvedOldestSeconds: Gauge<'reason'>;
  /** Events that the storefront has not acknowledged, and that are still being sent. */
  readonly undeliveredEvents: Gauge;
  readonly undeliveredOldestSeconds: Gauge;
  /** Seconds that the oldest due job has been waiting. */
  readonly queueLagSeconds: Gauge;
  /** Seconds of a transaction until it is durable. */
  readonly commitSeconds: Histogram;
}

export const storageMetrics = (registers: Registry[]): StorageMetrics => ({
  openPayments: new Gauge({
    name: 'kasir_open_payments',
    help: 'Payments that are not final, by status.',
    labelNames: ['status'],
    registers,
  }),
  unresolved: new Gauge({
    name: 'kasir_unresolved',
    help: 'Payments under review, and payments, refunds and payouts whose outcome is unknown, by reason.',
    labelNames: ['reason'],
    registers,
  }),
  unresolvedOldestSeconds: new Gauge({
    name: 'kasir_unresolved_oldest_seconds',
    help: 'Seconds that the oldest of them has been waiting for a decision or an answer; 0 where there is none.',
    labelNames: ['reason'],
    registers,
  }),
  undeliveredEvents: new Gauge({
    name: 'kasir_undelivered_events',
    help: 'Events that the storefront has not acknowledged and that are still being sent; 10000 stands for more.',
    registers,
  }),
  undeliveredOldestSeconds: new Gauge({
    name: 'kasir_undelivered_event_oldest_seconds',
    help: 'Seconds since the oldest of them was created; 0 where there is none.',
    registers,
  }),
  queueLagSeconds: new Gauge({
    name: 'kasir_job_lag_seconds',
    help: 'Seconds that the oldest due job has been waiting.',
    registers,
  }),
  commitSeconds: new Histogram({
    name: 'kasir_commit_duration_seconds',
    help: 'Duration of transactions until they are durable; with PostgreSQL including the wait for a connection and for row locks.',
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  }),
});
