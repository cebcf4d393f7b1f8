import { checkPrimeSync, createHash, createPrivateKey, type KeyObject } from 'node:crypto';

/**
 * An RSA key of 1024 bits derived from a text: the same after a restart, and not stored in the repository. For simulations
 * only: whoever knows the text knows the key.
 */
export function keyFromText(text: string): KeyObject {
  const e = 65_537n;
  for (let round = 0; ; round += 1) {
    const p = primeFrom(`${text} p ${round}`);
    const q = primeFrom(`${text} q ${round}`);
    const phi = (p - 1n) * (q - 1n);
    const d = inverse(e, phi);
    if (p === q || d === undefined) continue;
    const parts = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) ?? 0n };
    const jwk = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, base64url(value)]));
    return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
  }
}

/** 512 bits, the two highest set, so that two of them make 1024. */
function primeFrom(seed: string): bigint {
  const bits = BigInt(`0x${createHash('sha512').update(seed).digest('hex')}`);
  let candidate = bits | (3n << 510n) | 1n;
  while (!checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** `undefined` where there is none. */
function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (a > 1n && b > 0n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}

const base64url = (value: bigint): string => {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};
