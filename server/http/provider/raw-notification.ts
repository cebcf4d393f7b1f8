import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RawNotification } from '../../payments/ports/ports.ts';

const read = new WeakMap<IncomingMessage, RawNotification>();

/** The notification that was read from this request before: the same object, by which its verification is found again. */
export const knownNotification = (request: IncomingMessage): RawNotification | undefined => read.get(request);

export const rememberNotification = (request: IncomingMessage, raw: RawNotification): void =>
  void read.set(request, raw);

export function rawNotification({ headers }: IncomingMessage, body: Buffer): RawNotification {
  const contentType = headers['content-type'] ?? '';
  return { body, headers: hasNoList(headers) ? headers : joinLists(headers), contentType };
}

type SingleHeaders = RawNotification['headers'];

/** Only `Set-Cookie` is a list, which no provider sends: mostly nothing has to be copied. */
function hasNoList(headers: IncomingHttpHeaders): headers is IncomingHttpHeaders & SingleHeaders {
  for (const name in headers) if (typeof headers[name] === 'object') return false;
  return true;
}

const joinLists = (headers: IncomingHttpHeaders): SingleHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
