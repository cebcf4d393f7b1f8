import type { OrderStore } from './order-store.ts';
import type { StorefrontApi } from './storefront-api.ts';

/** The shop's settings. */
export interface ShopSettings {
  /** The BFF as browsers reach it, without a slash at the end. */
  readonly bffUrl: string;
  /** The shop's own origin, as browsers reach it. */
  readonly shopOrigin: string;
  /** All its names (`127.0.0.1` besides `localhost`): a visitor returns to the one that was used. */
  readonly shopOrigins: ReadonlySet<string>;
  /** `whsec_…`: proves that an event comes from the payment server. */
  readonly webhookSecret: string;
  readonly api: StorefrontApi;
  readonly store: OrderStore;
  readonly now: () => number;
  /** An unguessable id of small letters and digits. */
  readonly newId: () => string;
  readonly log: { warn(facts: object, message: string): void };
}
