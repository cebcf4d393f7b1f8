import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../payments/ports/ports.ts';
import type { Instant } from '../payments/model/model.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import type { Secret } from '../platform/secret.ts';
import { TokenExpired } from './problem.ts';

/** A client token opens one checkout, for a limited time, and says nothing of amounts: those are the checkout's. */
export interface ClientTokens {
  issue(checkoutId: string): Promise<{ readonly token: string; readonly expiresAt: Instant }>;
  /** @throws {DomainError} `unauthorized`; {@link TokenExpired} where the token was good and has ended */
  verify(token: string): Promise<{ readonly checkoutId: string; readonly expiresAt: Instant }>;
}

const LIFE_SECONDS = 30 * 60;
const ALGORITHM = 'HS256';
const AUDIENCE = 'kasir-session';

const NOT_OURS = 'The client token is invalid.';

/** One token has one spelling: base64 lets the last letter of a part be written in several ways. */
const isCanonical = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

interface SigningKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

/** Secrets of any length become keys of the length the algorithm wants; the key id tells which, and nothing of it. */
function signingKey(secret: Secret): SigningKey {
  const derive = (purpose: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret.reveal(), '', `kasir client token ${purpose}`, length));
  return { kid: Buffer.from(derive('name', 6)).toString('hex'), key: derive('key', 32) };
}

/** The first secret signs, all verify. Ends are whole seconds, as the format has them. */
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
      if (!isCanonical(token)) throw new DomainError('unauthorized', NOT_OURS);
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
        if (error instanceof errors.JOSEError) throw new DomainError('unauthorized', NOT_OURS);
        throw error;
      }
    },
  };
}
