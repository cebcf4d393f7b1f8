import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/* Keys are handed around as one line of base64 without BEGIN and END; PEM is taken as well, also with `\n` written out. */

const ARMOUR = /-----(BEGIN|END) [A-Z0-9 ]+-----/g;

/** The bytes inside PEM or one-line base64. `undefined` when it is neither. */
function derOf(text: string): Buffer | undefined {
  const bare = text.replaceAll('\\n', '\n').replaceAll('\\r', '').replace(ARMOUR, '').replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]{100,}={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : undefined;
}

function firstThatWorks(makers: readonly (() => KeyObject)[]): KeyObject | undefined {
  for (const make of makers) {
    try {
      return make();
    } catch {
      // Not of this form; the next one may fit.
    }
  }
  return undefined;
}

/** An RSA private key in PKCS#8 or PKCS#1. `undefined` when it is none. */
export function readPrivateKey(text: string): KeyObject | undefined {
  const key = derOf(text);
  if (key === undefined) return undefined;
  const made = firstThatWorks([
    () => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
  ]);
  return made?.asymmetricKeyType === 'rsa' ? made : undefined;
}

/** An RSA public key as SubjectPublicKeyInfo or PKCS#1. `undefined` when it is none, and for a private key. */
export function readPublicKey(text: string): KeyObject | undefined {
  const key = derOf(text);
  if (key === undefined) return undefined;
  const made = firstThatWorks([
    () => createPublicKey({ key, format: 'der', type: 'spki' }),
    () => createPublicKey({ key, format: 'der', type: 'pkcs1' }),
  ]);
  return made?.asymmetricKeyType === 'rsa' ? made : undefined;
}

export const modulusBits = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? 0;

/** Whether the public key is the other half of the private one. */
export const isHalfOf = (publicKey: KeyObject, privateKey: KeyObject): boolean =>
  createPublicKey(privateKey).equals(publicKey);
