import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { clientTokens } from '../../../server/http/client-token.ts';
import { TokenExpired } from '../../../server/http/problem.ts';
import { Secret } from '../../../server/platform/secret.ts';
import type { Clock } from '../../../server/payments/ports/ports.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-04-01T05:00:00.000Z');
const clockAt = (instant: number): Clock => ({ now: () => instant });

describe('clocks that differ', () => {
  it('by five minutes: a token of the one instance opens its checkout at the other (threat 41)', async () => {
    for (const skew of [-5 * MINUTE, -1, 0, 1, 5 * MINUTE]) {
      const here = clockAt(NOW);
      const there = clockAt(NOW + skew);
      const secrets = [new Secret('a-secret-of-some-length')];
      const { token } = clientTokens(secrets, here, randomUUID).issue('co_1');
      const verified = clientTokens(secrets, there, randomUUID).verify(token);
      assert.equal(verified.checkoutId, 'co_1');
    }
  });

  it('never make a token live longer than the verifying clock says (threat 41)', async () => {
    const here = clockAt(NOW);
    const secrets = [new Secret('a-secret-of-some-length')];
    const { token, expiresAt } = clientTokens(secrets, here, randomUUID).issue('co_1');
    const there = clockAt(expiresAt);
    assert.throws(() => clientTokens(secrets, there, randomUUID).verify(token), TokenExpired);
  });
});
