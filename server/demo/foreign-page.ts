import type { IncomingMessage, ServerResponse } from 'node:http';

type SentRequest = Pick<IncomingMessage, 'method' | 'headers'>;

/** Answers 403 and is true where a request that changes something comes from a page of another origin. */
export type RefuseForeignPage = (request: SentRequest, response: Pick<ServerResponse, 'writeHead' | 'end'>) => boolean;

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/**
 * The demo's forms have no login, so no page of another origin may send them.
 *
 * @param own the origins under which the demo's pages may have been opened
 * @param host where the demo listens; beyond this machine, its pages may have been opened under any name of it
 */
export const refuseForeignPages =
  (own: ReadonlySet<string>, host: string): RefuseForeignPage =>
  (request, response) => {
    if (!isFromForeignPage(request, own, !LOOPBACK.has(host))) return false;
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end('Forms from other origins are not accepted.\n');
    return true;
  };

/** Browsers name the page's origin with every form; programs name none. */
function isFromForeignPage({ method, headers }: SentRequest, own: ReadonlySet<string>, byAnyName: boolean): boolean {
  const { origin, host } = headers;
  if (method === 'GET' || method === 'HEAD' || origin === undefined || own.has(origin)) return false;
  if (byAnyName && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)) return false;
  // Pages with `Referrer-Policy: no-referrer` send their own forms like this.
  return !(origin === 'null' && headers['sec-fetch-site'] === 'same-origin');
}
