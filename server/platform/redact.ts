import { serialiseError } from './serialise-error.ts';

export const CENSOR = '[secret]';

/** A member whose name contains one of these is never shown, whatever it holds. */
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

/** Nor one that is named exactly so: one-time values, card data and personal data. */
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
const MAX_MEMBERS = 100;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export interface RedactOptions {
  /** Further names, in any spelling: `x-callback-token`, `imid`. */
  readonly secretNames: readonly string[];
  readonly withStacks: boolean;
}

/** A copy of the facts that may be written: no secret members, errors by allow-list, nothing endless. */
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
      return [...value].slice(0, MAX_MEMBERS).map((each) => copy(each, depth + 1));
    return members(value instanceof Map ? value : Object.entries(value), depth);
  }

  const members = (entries: Iterable<readonly [unknown, unknown]>, depth: number): Record<string, unknown> =>
    Object.fromEntries(
      [...entries]
        .slice(0, MAX_MEMBERS)
        .map(([key, value]) => [
          String(key),
          isSecret(String(key)) && value !== undefined ? CENSOR : copy(value, depth + 1),
        ]),
    );

  return (facts) =>
    facts instanceof Error ? { error: serialiseError(facts, withStacks) } : members(Object.entries(facts), 0);
}

/** Shorter ones would censor half of every line; no credential of ours or a provider's is that short. */
const SHORTEST_SECRET = 8;

/**
 * The second net: takes the secrets themselves out of a finished line, wherever they got in; also as JSON, a URL or an
 * `Authorization: Basic` header would spell them.
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
  // Longest first, so that a secret that contains another one disappears whole.
  const ordered = [...spellings].sort((a, b) => b.length - a.length);
  return (line) =>
    ordered.reduce((text, secret) => (text.includes(secret) ? text.replaceAll(secret, CENSOR) : text), line);
}
