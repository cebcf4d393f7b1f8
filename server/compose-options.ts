import type { Config } from './config/config.ts';
import type { ServedWidget } from './http/widget-assets.ts';
import type { OnEvent } from './jobs/hook-receiver.ts';
import type { webhookSender } from './jobs/webhook-sender.ts';
import type { Clock, Log } from './payments/ports/ports.ts';
import type { Monotonic } from './platform/clock.ts';
import type { RsaEncrypt } from './platform/rsa-encrypt.ts';
import type { Timers } from './platform/timers.ts';
import type { ProviderFetch } from './providers/http.ts';
import type { openStore } from './store/open-store.ts';

/** What the server is composed of, where it is not what `kasir serve` has. */
export interface ComposeOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  /** The widget's files; without them `/kasir.js` is not served. */
  readonly widget?: ServedWidget;
  /** The folder of the documentation's pages. Default: none. */
  readonly documentation?: string;
  /** How gateways call providers. Default: the network. */
  readonly fetch?: ProviderFetch;
  /** How the server waits, and what it measures time with. Default: the process's own. */
  readonly timers?: Timers | undefined;
  readonly monotonic?: Monotonic | undefined;
  /** How gateways sign with RSA keys. Default: on the main thread. */
  readonly rsaEncrypt?: RsaEncrypt;
  /** How events are sent to the storefront. Default: the network. */
  readonly webhooks?: ReturnType<typeof webhookSender>;
  /** Receives events in this process instead of a webhook. */
  readonly onEvent?: OnEvent | undefined;
  /** Opens the storage. Default: by the configured `DATABASE_URL`. */
  readonly openStorage?: typeof openStore;
}
