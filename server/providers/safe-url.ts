import { hasAppScheme } from '../../shared/app-scheme.ts';
import { isLoopback } from './loopback.ts';

const MAX_LENGTH = 4096;

/** An address that the customer's browser may be sent to: https, or http where the configured API is on loopback too. */
export function safeWebUrl(value: string, base: URL): string | undefined {
  const url = parse(value);
  if (url === undefined) return undefined;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
  if (url.protocol === 'https:' || url.origin === base.origin) return url.href;
  const bothLocal = url.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(base.hostname);
  return bothLocal ? url.href : undefined;
}

/** A deep link: a web address as above, or one of the known app schemes. */
export function safeAppUrl(value: string, base: URL): string | undefined {
  const url = parse(value);
  if (url !== undefined && hasAppScheme(url.href)) return url.href;
  return safeWebUrl(value, base);
}

const parse = (value: string): URL | undefined =>
  value.length <= MAX_LENGTH && URL.canParse(value) ? new URL(value) : undefined;
