import { CHANNEL_CODES, type ChannelCode } from '../../shared/channel.ts';
import type { Currency } from '../../shared/money.ts';
import { unconfiguredGateway } from './unconfigured-gateway.ts';
import type { Gateway, ProviderRouter, Offer, PayoutOffer, RequestPriority } from '../payments/ports/ports.ts';

/** A provider that this merchant uses, connected. */
export interface ConnectedProvider {
  readonly provider: {
    readonly id: string;
    readonly offers: readonly Offer[];
    readonly payouts?: PayoutOffer | undefined;
  };
  readonly gateway: Gateway;
  /** The same for jobs, whose requests may be postponed; absent: `gateway`. */
  readonly jobGateways?: Readonly<Record<JobPriority, Gateway>> | undefined;
  /** The offers that this merchant can use; absent: all of them. */
  readonly activeOffers?: readonly Offer[] | undefined;
}

type JobPriority = Exclude<RequestPriority, 'customer'>;

/** Which offers are reachable, by the last calls to their providers. */
export interface OfferHealth {
  isGood(provider: string, channel: ChannelCode): boolean;
  markUnavailable(provider: string, channel: ChannelCode): void;
}

export interface ProviderRouterOptions {
  /** In the merchant's order of preference. */
  readonly providers: readonly ConnectedProvider[];
  /** The providers of single channels, best first. A provider that is not named does not offer that channel. */
  readonly routes: ReadonlyMap<ChannelCode, readonly string[]>;
  /** Which providers are reachable; absent: all. */
  readonly health?: OfferHealth | undefined;
}

/**
 * Creates the router: which provider offers what, best first.
 *
 * @throws {TypeError} where a route names a provider that is not configured: its channel would silently disappear
 */
export function createProviderRouter({ providers, routes, health }: ProviderRouterOptions): ProviderRouter {
  const connected = new Map(providers.map((each) => [each.provider.id, each]));
  const gatewayOf = (provider: string, priority: RequestPriority): Gateway | undefined => {
    const { gateway, jobGateways } = connected.get(provider) ?? {};
    return priority === 'customer' ? gateway : (jobGateways?.[priority] ?? gateway);
  };
  const preference = providers.map(({ provider }) => provider.id);
  for (const [channel, providerIds] of routes) {
    const unknownId = providerIds.find((id) => !connected.has(id));
    if (unknownId !== undefined)
      throw new TypeError(`the route of ${channel} names ${unknownId}, which is not configured`);
  }

  const index = new Map<string, Offer[]>();
  for (const offer of providers.flatMap(({ provider, activeOffers }) => activeOffers ?? provider.offers)) {
    const connectedProviders = routes.get(offer.channel) ?? preference;
    if (!connectedProviders.includes(offer.provider)) continue;
    const key = keyOf(offer.channel, offer.country, offer.currency);
    const offers = [...(index.get(key) ?? []), offer];
    index.set(
      key,
      offers.toSorted((a, b) => connectedProviders.indexOf(a.provider) - connectedProviders.indexOf(b.provider)),
    );
  }
  /** Also offers that a route or a setting excludes: payments made with them before still need theirs. */
  const everything = new Map(
    providers.flatMap(({ provider }) =>
      provider.offers.map((offer) => [`${provider.id} ${keyOf(offer.channel, offer.country, offer.currency)}`, offer]),
    ),
  );

  const inOrder = (channel: ChannelCode, country: string, currency: Currency): readonly Offer[] =>
    index.get(keyOf(channel, country, currency)) ?? [];

  function offers(channel: ChannelCode, country: string, currency: Currency): readonly Offer[] {
    const all = inOrder(channel, country, currency);
    if (health === undefined || all.length < 2) return all;
    const isGood = ({ provider }: Offer): boolean => health.isGood(provider, channel);
    return [...all.filter(isGood), ...all.filter((offer) => !isGood(offer))];
  }

  const routerFor = (priority: RequestPriority): ProviderRouter => ({
    atPriority: routerFor,
    offers,
    channels: (country, currency) => CHANNEL_CODES.filter((channel) => inOrder(channel, country, currency).length > 0),
    gateway: (provider) => gatewayOf(provider, priority) ?? unconfiguredGateway(provider),
    isConfigured: (provider) => connected.has(provider),
    isReachable: ({ provider, channel }) => health?.isGood(provider, channel) ?? true,
    markUnavailable: ({ provider, channel }) => health?.markUnavailable(provider, channel),
    payoutProviders: (currency) =>
      providers.flatMap(({ provider: { id, payouts } }) =>
        payouts?.currency === currency ? [{ provider: id, offer: payouts }] : [],
      ),
    offerOf: ({ provider, channel }, country, currency) =>
      everything.get(`${provider} ${keyOf(channel, country, currency)}`),
  });
  return routerFor('customer');
}

const keyOf = (channel: ChannelCode, country: string, currency: Currency): string =>
  `${channel} ${country} ${currency}`;
