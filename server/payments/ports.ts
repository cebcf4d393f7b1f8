/* What the domain needs from the world. Everything arrives as an argument; nothing here is imported for its effects. */

export * from './ports/delivery.ts';
export * from './ports/gateway.ts';
export * from './ports/jobs.ts';
export * from './ports/kept-answer.ts';
export * from './ports/market.ts';
export * from './ports/notice.ts';
export * from './ports/orders.ts';
export * from './ports/reference.ts';
export * from './ports/store.ts';
export * from './ports/testimony.ts';
export * from './ports/world.ts';
