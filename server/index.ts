/** For storefronts that run Kasir in their own Node process. Importing this has no side effects. */
export { readConfig, type Config, type ConfigResult } from './config/config.ts';
export type { ConfigFault } from './config/fault.ts';
export { createKasir, type Kasir, type KasirOptions } from './create-kasir.ts';
export type { KasirEvent } from './client/event.ts';
export type { OnEvent } from './jobs/hook-receiver.ts';
export type { Log } from './payments/ports/ports.ts';
