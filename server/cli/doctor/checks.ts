import type { ConfiguredProvider } from '../../config/chosen-providers.ts';
import { checkClock } from './checks/clock.ts';
import { checkConfig } from './checks/config.ts';
import { checkDisk } from './checks/disk.ts';
import { checkNode } from './checks/node.ts';
import { checkOrigins } from './checks/origins.ts';
import { checkCredentials } from './checks/provider-credentials.ts';
import { checkNotifications } from './checks/provider-notifications.ts';
import { checkReachable } from './checks/provider-reachable.ts';
import { checkPublicUrl } from './checks/public-url.ts';
import { checkStorage } from './checks/storage.ts';
import { checkWebhook } from './checks/webhook.ts';
import type { GeneralCheck, ProviderCheck } from './check.ts';

/** What is checked once, in the order of the report. The ids are never renamed. */
export const generalChecks = (others: () => Promise<unknown>): Readonly<Record<string, GeneralCheck>> => ({
  config: checkConfig,
  storage: checkStorage,
  clock: checkClock(others),
  public_url: checkPublicUrl,
  webhook: checkWebhook,
  origins: checkOrigins,
  disk: checkDisk,
  node: () => () => checkNode(),
});

/** What is checked for each provider: `<provider>.<name>`. */
export const PROVIDER_CHECKS: Readonly<Record<string, ProviderCheck>> = {
  reachable: checkReachable,
  credentials: checkCredentials,
  notifications: checkNotifications,
};

export const providerCheckId = (provider: ConfiguredProvider['provider']['id'], name: string): string =>
  `${provider}.${name}`;
