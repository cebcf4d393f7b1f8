import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { Middleware } from '../context.ts';

/**
 * The client address that rate limits count by. `X-Forwarded-For` is trusted for the configured number of own proxies;
 * `Forwarded` is ignored.
 */
export const clientAddress =
  (trustedProxies: number): Middleware =>
  async (ctx, next) => {
    ctx.state.clientAddress = clientAddressOf(ctx.req, trustedProxies);
    await next();
  };

interface RequestSource {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
}

/** The address that our outermost proxy saw; the socket's address without a proxy, or if the header is invalid. */
export function clientAddressOf(request: RequestSource, trustedProxies: number): string {
  const socket = plain(request.socket.remoteAddress ?? '');
  if (trustedProxies === 0) return socket;
  const header = request.headers['x-forwarded-for'];
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  const chain = [socket, ...lastParts(text, trustedProxies).map(plain)];
  // Everything beyond the first entry that is not an address was not written by one of our proxies.
  const end = chain.findIndex((address) => isIP(address) === 0);
  return (end === -1 ? chain : chain.slice(0, end)).at(-1) ?? socket;
}

/** The last `count` parts of a comma-separated list, last first, without reading the rest of it. */
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
 * The bare address in the notations that proxies use: `1.2.3.4:5678`, `[2001:db8::1]:443`, `"[2001:db8::1]"`, with an IPv6
 * zone. An IPv4-mapped IPv6 address becomes IPv4. Longer texts are not addresses.
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

/** The key for counting an address: IPv6 by its /64, which one household usually has. */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...gap, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
