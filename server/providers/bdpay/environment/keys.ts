import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/* Keys are one line of base64 without BEGIN and END; PEM is accepted as well, also with `\n` as two characters. */

const ARMOUR = /-----(BEGIN|END) [A-Z0-9 ]+-----/g;

/** The DER bytes of PEM or of one line of base64; `undefined` for anything else. */
function derOf(text: string): Buffer | undefined {
  const bare = text.replaceAll('\\n', '\n').replaceAll('\\r', '').replace(ARMOUR, '').replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]{100,}={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : undefined;
}

function firstThatWorks(makers: readonly (() => KeyObject)[]): KeyObject | undefined {
  for (const make of makers) {
    try {
      return make();
    } catch {
      // Not in this format; the next one may fit.
    }
  }
  return undefined;
}

/** An RSA private key in PKCS#8 or PKCS#1; `undefined` for anything else. */
export function readPrivateKey(text: string): KeyObject | undefined {
  const key = derOf(text);
  if (key === undefined) return undefined;
  const made = firstThatWorks([
    () => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
  ]);
  return made?.asymmetricKeyType === 'rsa' ? made : undefined;
}

/** An RSA public key as SubjectPublicKeyInfo or PKCS#1; `undefined` for anything else, private keys included. */
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

/** Whether the two keys are a pair. */
export const isHalfOf = (publicKey: KeyObject, privateKey: KeyObject): boolean =>
  createPublicKey(privateKey).equals(publicKey);
