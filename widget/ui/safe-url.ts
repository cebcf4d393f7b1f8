import { hasAppScheme } from '../../shared/app-scheme.ts';

const parse = (url: string): URL | undefined => {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
};

/** A page that the browser may be sent to: http(s), and without a user name that could look like a host. */
export function isWebUrl(url: string): boolean {
  const parsed = parse(url);
  return (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') && !parsed.username && !parsed.password;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where a card may be posted: https only, or this machine. */
export function isSecureUrl(url: string): boolean {
  const parsed = parse(url);
  return isWebUrl(url) && (parsed?.protocol === 'https:' || LOOPBACK.test(parsed?.hostname ?? ''));
}

/** A deep link into a known app, or a web address that opens one. */
export const isAppUrl = (url: string): boolean => hasAppScheme(url) || isWebUrl(url);
