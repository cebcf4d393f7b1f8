import type { Config } from './config.ts';

/**
 * Time for connecting to a provider, TLS included: a DNS lookup and at most three round trips, each below a third of a
 * second even around the world. With another provider to fail over to, a host that drops connections delays the customer
 * by less than a second (nothing was sent yet). With a single provider there is time for a lost packet to be resent.
 */
export const connectTimeoutOf = ({ providers }: Pick<Config, 'providers'>): number =>
  providers.length > 1 ? 900 : 3_000;
