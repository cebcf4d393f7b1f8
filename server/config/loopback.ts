const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host is this machine, the only one for which plain http is allowed. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.test(hostname);

/** https, or http on loopback. */
export const isSafeTransport = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
