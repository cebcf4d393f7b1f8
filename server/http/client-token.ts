import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../payments/ports/ports.ts';
import type { Instant } from '../payments/model/model.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import type { Secret } from '../platform/secret.ts';
import { TokenExpired } from './problem.ts';

/** A client token gives access to one checkout for a limited time. It contains no amount; that is the checkout's. */
export interface ClientTokens {
  issue(checkoutId: string): { readonly token: string; readonly expiresAt: Instant };
  /** @throws {DomainError} `unauthorized`; {@link TokenExpired} if the token was valid but has expired */
  verify(token: string): { readonly checkoutId: string; readonly expiresAt: Instant };
}

const LIFE_SECONDS = 30 * 60;
const AUDIENCE = 'kasir-session';

/*
 * A JWT (RFC 7519) with HMAC-SHA-256, in the one form that `issue` writes. A library of all of JOSE signs asynchronously,
 * which costs ten times as much as the rest of a session's authentication.
 */
const seconds = z.int().check(z.nonnegative());
const claimsSchema = z.strictObject({
  sub: z.string(),
  aud: z.literal(AUDIENCE),
  iat: seconds,
  exp: seconds,
  jti: z.string(),
});

const invalid = (): DomainError => new DomainError('unauthorized', 'The client token is invalid.');

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface SigningKey {
  /** The first part of every token that it signs: it names algorithm and key. */
  readonly header: string;
  readonly key: Buffer;
}

/** Derives a key of the length that the algorithm needs, and a key id that reveals nothing of the secret. */
function signingKey(secret: Secret): SigningKey {
  const derive = (purpose: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret.reveal(), '', `kasir client token ${purpose}`, length));
  const kid = derive('name', 6).toString('hex');
  return { header: encode({ alg: 'HS256', typ: 'JWT', kid }), key: derive('key', 32) };
}

const sign = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** The first secret signs, all verify. Expiry is in whole seconds, as in JWT. */
export function clientTokens(secrets: readonly Secret[], clock: Clock, newJti: () => string): ClientTokens {
  const keys = secrets.map(signingKey);
  const [current] = keys;
  if (current === undefined) throw new TypeError('client tokens need at least one secret');

  return {
    issue(checkoutId) {
      const iat = Math.floor(clock.now() / 1000);
      const exp = iat + LIFE_SECONDS;
      const text = `${current.header}.${encode({ sub: checkoutId, aud: AUDIENCE, iat, exp, jti: newJti() })}`;
      return { token: `${text}.${sign(current.key, text)}`, expiresAt: exp * 1000 };
    },

    verify(token) {
      const [header, payload, signature, ...more] = token.split('.');
      const known = keys.find((each) => each.header === header);
      if (known === undefined || payload === undefined || signature === undefined || more.length > 0) throw invalid();
      // As text: base64 allows several texts for the same bytes, and only the one that we write is ours.
      const given = Buffer.from(signature);
      const expected = Buffer.from(sign(known.key, `${header}.${payload}`));
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
      if (!isOurs) throw invalid();
      const claims = z.safeParse(claimsSchema, JSON.parse(Buffer.from(payload, 'base64url').toString()));
      if (!claims.success) throw invalid();
      const { sub, exp } = claims.data;
      if (clock.now() >= exp * 1000) throw new TokenExpired();
      return { checkoutId: sub, expiresAt: exp * 1000 };
    },
  };
}
