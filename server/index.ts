/** For storefronts that mount Kasir in their own Node process. Importing this does nothing. */
export { createApp, type AppDeps } from './app.ts';
export { compose, type Composed, type ComposeOptions } from './compose.ts';
export { readConfig, type Config, type ConfigResult } from './config.ts';
export type { ConfigFault } from './config/fault.ts';
export { findWidgetDirectory, loadWidgetAssets, type WidgetAssets } from './http/widget-assets.ts';
export type { Log } from './payments/ports.ts';
export { createLog } from './platform/log.ts';
