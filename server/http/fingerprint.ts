import { createHash } from 'node:crypto';
import type { Cipher } from '../platform/crypto.ts';
import { required, type Context } from './context.ts';
import type { Json } from './strict-json.ts';

/** Distinguish the repeat of a request from a different request with the same key. */
export interface Fingerprints {
  /** Of method, path and the body's value: property order and white space do not matter; null equals absent. */
  of(ctx: Context): string;
  /** Compares with a stored fingerprint, in the format that it was made in. */
  match(kept: string, ctx: Context): boolean;
}

const PURPOSE = 'request';
/** The format of earlier versions: a plain digest of the raw bytes. */
const OF_BYTES = /^[0-9a-f]{64}$/;

/**
 * Keyed, because a body may contain nothing but a one-time password, which could otherwise be found by trying all values
 * against a copy of the database. The keys are those of the encryption at rest.
 */
export const fingerprints = (cipher: Pick<Cipher, 'fingerprint' | 'hasFingerprint'>): Fingerprints => ({
  of: (ctx) => cipher.fingerprint(valueOf(ctx), PURPOSE),
  match: (kept, ctx) =>
    OF_BYTES.test(kept)
      ? kept === digestOfBytes(ctx)
      : // Made with a key that was removed: assume a repeat, since a mismatch would make the caller send a new request.
        (cipher.hasFingerprint(kept, valueOf(ctx), PURPOSE) ?? true),
});

const valueOf = (ctx: Context): string =>
  `${ctx.method} ${ctx.path}\n${JSON.stringify(normalize(required(ctx.state.json, 'jsonBody')))}`;

/** With sorted properties, without those that are null. */
function normalize(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(normalize);
  const properties = Object.entries(value).filter(([, property]) => property !== null);
  return Object.fromEntries(
    properties.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, property]) => [name, normalize(property)] as const),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const digestOfBytes = (ctx: Context): string =>
  createHash('sha256')
    .update(`${ctx.method} ${ctx.path}\n`)
    .update(required(ctx.state.rawBody, 'rawBody'))
    .digest('hex');
