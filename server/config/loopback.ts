const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host is this very machine: the only place where plain http is good enough. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.test(hostname);

/** https, or http on loopback. */
export const isSafeTransport = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
