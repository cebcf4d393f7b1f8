import { serialiseError } from './serialise-error.ts';

export const CENSOR = '[secret]';

/** A member whose name contains one of these is never written. */
const SECRET_PARTS = [
  'authorization',
  'cookie',
  'password',
  'passphrase',
  'secret',
  'token',
  'apikey',
  'privatekey',
  'merchantkey',
  'signature',
];

/** Nor a member with exactly this name: one-time codes, card data and personal data. */
const SECRET_NAMES = [
  'otp',
  'pin',
  'cvv',
  'cvc',
  'cvn',
  'pan',
  'card',
  'cardnumber',
  'accountnumber',
  'email',
  'phone',
  'address',
  'customer',
  'fields',
];

const MAX_DEPTH = 6;
const MAX_ENTRIES = 100;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export interface RedactOptions {
  /** Further names, in any spelling: `x-callback-token`, `imid`. */
  readonly secretNames: readonly string[];
  readonly withStacks: boolean;
}

/** A copy of the facts that may be written: without secrets, errors by an allow-list, bounded in depth and length. */
export function createRedactor({ secretNames, withStacks }: RedactOptions): (facts: object) => Record<string, unknown> {
  const names = new Set([...SECRET_NAMES, ...secretNames.map(plain)]);

  const isSecret = (name: string): boolean => {
    const spelt = plain(name);
    return names.has(spelt) || SECRET_PARTS.some((part) => spelt.includes(part));
  };

  function copy(value: unknown, depth: number): unknown {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Error) return serialiseError(value, withStacks);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return value.origin + value.pathname;
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if ('toJSON' in value && typeof value.toJSON === 'function')
      return copy(Reflect.apply(value.toJSON, value, []), depth + 1);
    if (depth >= MAX_DEPTH) return '[deeper]';
    if (Array.isArray(value) || value instanceof Set)
      return [...value].slice(0, MAX_ENTRIES).map((each) => copy(each, depth + 1));
    return copyEntries(value instanceof Map ? value : Object.entries(value), depth);
  }

  const copyEntries = (entries: Iterable<readonly [unknown, unknown]>, depth: number): Record<string, unknown> =>
    Object.fromEntries(
      [...entries]
        .slice(0, MAX_ENTRIES)
        .map(([key, value]) => [
          String(key),
          isSecret(String(key)) && value !== undefined ? CENSOR : copy(value, depth + 1),
        ]),
    );

  return (facts) =>
    facts instanceof Error ? { error: serialiseError(facts, withStacks) } : copyEntries(Object.entries(facts), 0);
}

/** Shorter ones would match ordinary words; no credential is that short. */
const SHORTEST_SECRET = 8;

/**
 * The second safeguard: removes the secrets themselves from a finished line, also in the form that JSON, a URL or an
 * `Authorization: Basic` header gives them.
 */
export function createCensor(secrets: readonly string[]): (line: string) => string {
  const spellings = new Set(
    secrets
      .filter((secret) => secret.length >= SHORTEST_SECRET)
      .flatMap((secret) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
        Buffer.from(`${secret}:`).toString('base64'),
      ]),
  );
  // Longest first, so that a secret that contains another one is removed whole.
  const ordered = [...spellings].sort((a, b) => b.length - a.length);
  return (line) =>
    ordered.reduce((text, secret) => (text.includes(secret) ? text.replaceAll(secret, CENSOR) : text), line);
}
