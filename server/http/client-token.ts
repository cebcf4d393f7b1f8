import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../payments/ports/ports.ts';
import type { Instant } from '../payments/model/model.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import type { Secret } from '../platform/secret.ts';
import { TokenExpired } from './problem.ts';

/** A client token gives access to one checkout for a limited time. It contains no amount; that is the checkout's. */
export interface ClientTokens {
  issue(checkoutId: string): Promise<{ readonly token: string; readonly expiresAt: Instant }>;
  /** @throws {DomainError} `unauthorized`; {@link TokenExpired} if the token was valid but has expired */
  verify(token: string): Promise<{ readonly checkoutId: string; readonly expiresAt: Instant }>;
}

const LIFE_SECONDS = 30 * 60;
const ALGORITHM = 'HS256';
const AUDIENCE = 'kasir-session';

const INVALID = 'The client token is invalid.';

/** Rejects other encodings of the same token: base64 allows several for the last character of a part. */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

interface SigningKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

/** Derives a key of the length that the algorithm needs, and a key id that reveals nothing of the secret. */
function signingKey(secret: Secret): SigningKey {
  const derive = (purpose: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret.reveal(), '', `kasir client token ${purpose}`, length));
  return { kid: Buffer.from(derive('name', 6)).toString('hex'), key: derive('key', 32) };
}

/** The first secret signs, all verify. Expiry is in whole seconds, as in JWT. */
export function clientTokens(secrets: readonly Secret[], clock: Clock, newJti: () => string): ClientTokens {
  const keys = secrets.map(signingKey);
  const [current] = keys;
  if (current === undefined) throw new TypeError('client tokens need at least one secret');

  return {
    async issue(checkoutId) {
      const now = Math.floor(clock.now() / 1000);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: current.kid })
        .setSubject(checkoutId)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFE_SECONDS)
        .setJti(newJti())
        .sign(current.key);
      return { token, expiresAt: (now + LIFE_SECONDS) * 1000 };
    },

    async verify(token) {
      if (!isCanonical(token)) throw new DomainError('unauthorized', INVALID);
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const found = keys.find((each) => each.kid === kid);
            if (found === undefined) throw new errors.JWKSNoMatchingKey();
            return found.key;
          },
          {
            algorithms: [ALGORITHM],
            typ: 'JWT',
            audience: AUDIENCE,
            requiredClaims: ['sub', 'iat', 'exp', 'jti'],
            currentDate: new Date(clock.now()),
          },
        );
        if (payload.sub === undefined || payload.exp === undefined) throw new errors.JWTInvalid();
        return { checkoutId: payload.sub, expiresAt: payload.exp * 1000 };
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new TokenExpired();
        if (error instanceof errors.JOSEError) throw new DomainError('unauthorized', INVALID);
        throw error;
      }
    },
  };
}
