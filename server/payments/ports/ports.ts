/* What the domain needs from the world. Everything arrives as an argument; nothing here is imported for its effects. */

export * from './delivery.ts';
export * from './gateway.ts';
export * from './gateway-errors.ts';
export * from './jobs.ts';
export * from './idempotency-record.ts';
export * from './offers.ts';
export * from './notification.ts';
export * from './orders.ts';
export * from './reference.ts';
export * from './store.ts';
export * from './provider-report.ts';
export * from './runtime.ts';
