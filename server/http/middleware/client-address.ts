import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { Middleware } from '../context.ts';

/**
 * Whose address a request is counted under. `X-Forwarded-For` is believed for as many hops as there are own proxies,
 * `Forwarded` never.
 */
export const clientAddress =
  (trustedProxies: number): Middleware =>
  async (ctx, next) => {
    ctx.state.clientAddress = addressOf(ctx.req, trustedProxies);
    await next();
  };

interface Seen {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
}

/** The address that the outermost of our own proxies saw; the socket's where there is no proxy, or nonsense is named. */
export function addressOf(request: Seen, trustedProxies: number): string {
  const socket = plain(request.socket.remoteAddress ?? '');
  if (trustedProxies === 0) return socket;
  const header = request.headers['x-forwarded-for'];
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  const chain = [socket, ...lastParts(text, trustedProxies).map(plain)];
  // What stands behind the first entry that is no address was not written by a proxy of ours.
  const end = chain.findIndex((address) => isIP(address) === 0);
  return (end === -1 ? chain : chain.slice(0, end)).at(-1) ?? socket;
}

/** The last parts of a list, the very last first; what stands before them is not looked at. */
function lastParts(list: string, count: number): readonly string[] {
  const parts: string[] = [];
  let end = list.length;
  while (parts.length < count && end >= 0) {
    const comma = end === 0 ? -1 : list.lastIndexOf(',', end - 1);
    parts.push(list.slice(comma + 1, end));
    end = comma;
  }
  return parts;
}

/**
 * The bare address of whatever a gateway writes: `1.2.3.4:5678`, `[2001:db8::1]:443`, `"[2001:db8::1]"`, with the zone
 * that is only its own. IPv4 in IPv6's clothes is IPv4. Anything longer than an address with all that is none.
 */
function plain(written: string): string {
  if (written.length > 100) return '';
  const bare = written
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1];
  const address = (bracketed ?? bare.replace(/^(\d+(?:\.\d+){3}):\d{1,5}$/, '$1')).replace(/%[\w.-]+$/, '');
  const hex = /^(?:::|(?:0{1,4}:){5})ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address);
  if (hex === null) return address.replace(/^(?:::|(?:0{1,4}:){5})ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const [high = 0, low = 0] = hex.slice(1).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Many addresses of one household are one: IPv6 counts by its /64. */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...gap, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
