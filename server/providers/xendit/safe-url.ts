import { isLoopback } from '../loopback.ts';

/**
 * App schemes that Xendit's channels are known to open on a phone. An open list on Xendit's side, a closed one here:
 * `javascript:`, `data:` or `intent:` must never reach the customer's browser.
 */
export const APP_SCHEMES: readonly string[] = [
  'gojek',
  'ovo',
  'dana',
  'linkaja',
  'shopeeid',
  'shopeeph',
  'shopeemy',
  'shopeeth',
  'shopeevn',
  'gcash',
  'paymaya',
  'grab',
  'tngdwallet',
  'weixin',
  'bualuangmbanking',
  'kma',
  'krungsri-mobile-app',
  'krungthainext',
  'scbeasy',
  'kplus',
];

const MAX_LENGTH = 4096;

/** An address the customer's browser may be sent to: https anywhere, or http where our own base URL is http on loopback. */
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
  if (url !== undefined && APP_SCHEMES.includes(url.protocol.slice(0, -1))) return url.href;
  return safeWebUrl(value, base);
}

const parse = (value: string): URL | undefined =>
  value.length <= MAX_LENGTH && URL.canParse(value) ? new URL(value) : undefined;
