import { isChannelCode, type ChannelCode } from '../../shared/channel.ts';

/** The providers of a channel in order of preference; empty: disabled. Other channels follow `KASIR_PROVIDERS`. */
export type ChannelRoutes = ReadonlyMap<ChannelCode, readonly string[]>;

/** What `KASIR_ROUTES` is validated against. */
export interface RoutableProvider {
  readonly id: string;
  readonly offers: readonly { readonly channel: ChannelCode }[];
}

/** An explicit word, so that an incomplete entry is a fault and does not disable a channel. */
const DISABLED = 'none';

/** Parses `va_bca=one>other;qris=other;ewallet_dana=none`. Returns the routes and every fault. */
export function readChannelRoutes(
  text: string,
  connectedProviders: readonly RoutableProvider[],
): { readonly routes: ChannelRoutes; readonly faults: readonly string[] } {
  const routes = new Map<ChannelCode, readonly string[]>();
  const faults: string[] = [];
  const entries = text.split(';').map((entry) => entry.trim());
  for (const entry of entries.filter((each) => each !== '')) {
    const [code = '', order = '', ...rest] = entry.split('=').map((part) => part.trim());
    const providerIds = order === DISABLED ? [] : order.split('>').map((id) => id.trim());
    if (order === '' || rest.length > 0 || providerIds.includes('')) {
      faults.push(`has an entry that is not of the form channel=provider>provider: "${entry.slice(0, 60)}"`);
    } else if (!isChannelCode(code)) {
      faults.push(`names an unknown channel "${code.slice(0, 60)}"`);
    } else if (routes.has(code)) {
      faults.push(`names the channel "${code}" twice`);
    } else {
      faults.push(...faultsOfOrder(code, providerIds, connectedProviders));
      routes.set(code, providerIds);
    }
  }
  return { routes, faults };
}

function faultsOfOrder(
  code: ChannelCode,
  providerIds: readonly string[],
  connectedProviders: readonly RoutableProvider[],
): string[] {
  const faults: string[] = [];
  if (new Set(providerIds).size !== providerIds.length) faults.push(`names a provider twice for "${code}"`);
  for (const id of new Set(providerIds)) {
    const connected = connectedProviders.find((each) => each.id === id);
    if (connected === undefined)
      faults.push(`routes "${code}" to "${id.slice(0, 60)}", which is not in KASIR_PROVIDERS`);
    else if (!connected.offers.some((offer) => offer.channel === code))
      faults.push(`routes "${code}" to "${id}", which does not offer it`);
  }
  return faults;
}
