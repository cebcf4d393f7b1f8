import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { Step } from '../context.ts';

/** Whose address a request is counted under. `X-Forwarded-For` is believed for as many hops as there are own proxies. */
export const clientAddress =
  (trustedProxies: number): Step =>
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
  const named = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => plain(part.trim()));
  const chain = [socket, ...named.reverse()].slice(0, trustedProxies + 1);
  // What stands behind the first entry that is no address was not written by a proxy of ours.
  const end = chain.findIndex((address) => isIP(address) === 0);
  return (end === -1 ? chain : chain.slice(0, end)).at(-1) ?? socket;
}

/** IPv4 in IPv6's clothes is IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

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
