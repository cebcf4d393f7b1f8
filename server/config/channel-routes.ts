import { isChannelCode, type ChannelCode } from '../../shared/channel.ts';

/** For a channel, the providers to sell it, best first; none: it is not sold. Channels not named follow `KASIR_PROVIDERS`. */
export type ChannelRoutes = ReadonlyMap<ChannelCode, readonly string[]>;

/** What `KASIR_ROUTES` is checked against. */
export interface ConnectedProvider {
  readonly id: string;
  readonly offers: readonly { readonly channel: ChannelCode }[];
}

/** A word, so that a half-written entry is a fault and not the end of a channel. */
const NOBODY = 'none';

/** Reads `va_bca=one>other;qris=other;ewallet_dana=none`. Every fault it finds, in words; the routes when there is none. */
export function readChannelRoutes(
  text: string,
  connectedProviders: readonly ConnectedProvider[],
): { readonly routes: ChannelRoutes; readonly faults: readonly string[] } {
  const routes = new Map<ChannelCode, readonly string[]>();
  const faults: string[] = [];
  const entries = text.split(';').map((entry) => entry.trim());
  for (const entry of entries.filter((each) => each !== '')) {
    const [code = '', order = '', ...rest] = entry.split('=').map((part) => part.trim());
    const ids = order === NOBODY ? [] : order.split('>').map((id) => id.trim());
    if (order === '' || rest.length > 0 || ids.includes('')) {
      faults.push(`has an entry that is not of the form channel=provider>provider: "${entry.slice(0, 60)}"`);
    } else if (!isChannelCode(code)) {
      faults.push(`names an unknown channel "${code.slice(0, 60)}"`);
    } else if (routes.has(code)) {
      faults.push(`names the channel "${code}" twice`);
    } else {
      faults.push(...faultsOfOrder(code, ids, connectedProviders));
      routes.set(code, ids);
    }
  }
  return { routes, faults };
}

function faultsOfOrder(
  code: ChannelCode,
  ids: readonly string[],
  connectedProviders: readonly ConnectedProvider[],
): string[] {
  const faults: string[] = [];
  if (new Set(ids).size !== ids.length) faults.push(`names a provider twice for "${code}"`);
  for (const id of new Set(ids)) {
    const connected = connectedProviders.find((each) => each.id === id);
    if (connected === undefined)
      faults.push(`routes "${code}" to "${id.slice(0, 60)}", which is not in KASIR_PROVIDERS`);
    else if (!connected.offers.some((offer) => offer.channel === code))
      faults.push(`routes "${code}" to "${id}", which does not offer it`);
  }
  return faults;
}
