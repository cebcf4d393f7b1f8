import { createHash } from 'node:crypto';
import type { Cipher } from '../platform/crypto.ts';
import { required, type Context } from './context.ts';
import type { Json } from './strict-json.ts';

/** By which a repeat of a request is known from another request under the same key. */
export interface Fingerprints {
  /** Of method, address and the body's value: order of members and white space do not matter, null and absent are one. */
  of(ctx: Context): string;
  /** Compared in the form in which the kept one was made. */
  match(kept: string, ctx: Context): boolean;
}

const PURPOSE = 'request';
/** A plain digest of the bytes, as servers made it before fingerprints were keyed. */
const OF_BYTES = /^[0-9a-f]{64}$/;

/**
 * Keyed, because a body may hold no more than a one-time password: whoever has a copy of the database shall not be able
 * to try them all. The keys are those of the encryption at rest, which are rotated and kept as long as what they sealed.
 */
export const fingerprints = (cipher: Pick<Cipher, 'fingerprint' | 'hasFingerprint'>): Fingerprints => ({
  of: (ctx) => cipher.fingerprint(valueOf(ctx), PURPOSE),
  match: (kept, ctx) =>
    OF_BYTES.test(kept)
      ? kept === digestOfBytes(ctx)
      : // Made with a key that is gone: taken for a repeat, since a mismatch would have the caller send it anew.
        (cipher.hasFingerprint(kept, valueOf(ctx), PURPOSE) ?? true),
});

const valueOf = (ctx: Context): string =>
  `${ctx.method} ${ctx.path}\n${JSON.stringify(plain(required(ctx.state.json, 'jsonBody')))}`;

/** Members in the order of their names, those that are null left out. */
function plain(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(plain);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, plain(member)] as const),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const digestOfBytes = (ctx: Context): string =>
  createHash('sha256')
    .update(`${ctx.method} ${ctx.path}\n`)
    .update(required(ctx.state.rawBody, 'rawBody'))
    .digest('hex');
