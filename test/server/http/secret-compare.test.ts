import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { describe, it } from 'node:test';
import { secretMatcher } from '../../../server/http/middleware/api-key.ts';
import { Secret } from '../../../server/platform/secret.ts';

const SECRETS = ['api-key-of-the-storefront', 'older-api-key-still-good'].map((text) => new Secret(text));
const MUTATIONS = 100_000;

/** How often digests were compared in constant time while something ran, and of which lengths. */
function compared(run: () => void): { readonly calls: number; readonly lengths: ReadonlySet<number> } {
  const real = crypto.timingSafeEqual;
  const lengths = new Set<number>();
  let calls = 0;
  crypto.timingSafeEqual = (a, b) => {
    calls += 1;
    lengths.add(a.byteLength).add(b.byteLength);
    return real(a, b);
  };
  syncBuiltinESMExports();
  try {
    run();
  } finally {
    crypto.timingSafeEqual = real;
    syncBuiltinESMExports();
  }
  return { calls, lengths };
}

describe('secrets', () => {
  it('are compared as digests of equal length, each of them, however much of one matches (threat 26)', () => {
    const matches = secretMatcher(SECRETS);
    for (const secret of SECRETS) {
      const right = secret.reveal();
      for (let agreed = 0; agreed <= right.length; agreed += 1) {
        const presented = right.slice(0, agreed);
        const { calls, lengths } = compared(() => void matches(presented));
        assert.equal(calls, SECRETS.length);
        assert.deepEqual([...lengths], [32]);
      }
    }
  });

  it('match only themselves, and nothing derived from them (threat 26)', () => {
    const matches = secretMatcher(SECRETS);
    const [first = new Secret('')] = SECRETS;
    const right = first.reveal();
    let accepted = 0;
    for (let index = 0; index < MUTATIONS; index += 1) {
      const at = index % right.length;
      const letter = String.fromCharCode(33 + (index % 94));
      if (letter === right[at]) continue;
      if (matches(right.slice(0, at) + letter + right.slice(at + (index % 3)))) accepted += 1;
    }
    assert.equal(accepted, 0);
    assert.ok(matches(right));
    console.info(`${MUTATIONS} changed secrets, ${accepted} accepted`);
  });
});
