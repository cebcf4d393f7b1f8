/* What the domain needs from outside. Everything is passed as an argument; importing this has no side effects. */

export * from './delivery.ts';
export * from './exclusive.ts';
export * from './gateway.ts';
export * from './gateway-errors.ts';
export * from './jobs.ts';
export * from './limit-store.ts';
export * from './idempotency-record.ts';
export * from './instance-store.ts';
export * from './inquiry-schedule.ts';
export * from './offers.ts';
export * from './notification.ts';
export * from './gateway-orders.ts';
export * from './reference.ts';
export * from './request-budget.ts';
export * from './request-guard.ts';
export * from './storage-errors.ts';
export * from './store.ts';
export * from './provider-report.ts';
export * from './runtime.ts';
export * from './unresolved.ts';
