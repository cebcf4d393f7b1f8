import type { IncomingMessage } from 'node:http';

/** The path of `PUBLIC_URL`: the requests below it are Kasir's, whoever else listens on the same port. */
export interface PublicPath {
  /** Whether this request is below it. Without a path every request is. */
  includes(request: IncomingMessage): boolean;
  /** Removes it from the request's address, unless what is in front has done so. */
  remove(request: IncomingMessage): void;
}

export function publicPath(publicUrl: string): PublicPath {
  const prefix = new URL(publicUrl).pathname.replace(/\/+$/, '');
  const isBelow = (url: string): boolean =>
    prefix === '' || (url.startsWith(prefix) && ['', '/', '?'].includes(url.slice(prefix.length, prefix.length + 1)));
  return {
    includes: (request) => isBelow(addressOf(request)),
    remove(request) {
      const url = addressOf(request);
      if (prefix === '' || !isBelow(url)) return;
      const rest = url.slice(prefix.length);
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
    },
  };
}

/** Express and Connect shorten `url` below a mount point, and keep what was requested. */
const addressOf = (request: IncomingMessage): string =>
  'originalUrl' in request && typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '/');
