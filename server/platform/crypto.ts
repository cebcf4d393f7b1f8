import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Encryption at rest. `place` names where the text is stored (`checkouts.customer:co_…`) and is authenticated with it, so
 * that a sealed text that was moved to another row or column cannot be opened.
 */
export interface Cipher {
  /** Encrypts with the first key. The same text gives another envelope each time. */
  seal(text: string, place: string): string;
  /**
   * Decrypts with the key that encrypted it.
   *
   * @throws {Unopenable}
   */
  open(sealed: string, place: string): string;
  /** Whether the first key has made this envelope or fingerprint. */
  isOfFirstKey(made: string): boolean;
  /** A keyed digest by which an encrypted text can be found; made with the first key. */
  blindIndex(text: string, purpose: string): string;
  /** The digests of all keys, that of the first key first: a lookup tries them all, so that keys can be rotated. */
  blindIndexes(text: string, purpose: string): readonly [string, ...string[]];
  /** A keyed digest that names its version and key (`v1.1a2b3c4d.…`), to compare later; made with the first key. */
  fingerprint(text: string, purpose: string): string;
  /** Whether the text has this fingerprint. `undefined`: none of the keys made the fingerprint. */
  hasFingerprint(fingerprint: string, text: string, purpose: string): boolean | undefined;
}

/** The envelope was damaged or moved, or its key is not among those given. */
export class Unopenable extends Error {
  override readonly name = 'Unopenable';
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = '1';
const FINGERPRINT_VERSION = 'v1';

interface Key {
  readonly id: string;
  readonly sealing: Buffer;
  readonly indexing: Buffer;
  readonly fingerprinting: Buffer;
}

/** A key for each purpose, so that one that leaks reveals nothing about the others. */
function derive(master: Buffer): Key {
  if (master.length !== KEY_BYTES)
    throw new TypeError(`an encryption key must have ${KEY_BYTES} bytes, not ${master.length}`);
  const part = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `kasir ${purpose}`, KEY_BYTES));
  return {
    id: part('key id').toString('hex', 0, 4),
    sealing: part('sealing'),
    indexing: part('blind index'),
    fingerprinting: part('fingerprint'),
  };
}

/** AES-256-GCM. The first of `keys` (32 bytes each, at least one) encrypts; all of them decrypt. */
export function createCipher(keys: readonly Buffer[]): Cipher {
  const [first, ...rest] = keys.map(derive);
  if (first === undefined) throw new TypeError('at least one encryption key is needed');
  const byId = new Map([first, ...rest].map((key) => [key.id, key]));

  const digest = (key: Key, text: string, purpose: string): string =>
    createHmac('sha256', key.indexing).update(`${purpose}\0${text}`).digest('base64url');

  const fingerprintBy = (key: Key, text: string, purpose: string): string => {
    const hash = createHmac('sha256', key.fingerprinting).update(`${purpose}\0${text}`).digest('base64url');
    return `${FINGERPRINT_VERSION}.${key.id}.${hash}`;
  };

  return {
    seal(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.sealing, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${first.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, id, payload] = sealed.split('.');
      const key = id === undefined ? undefined : byId.get(id);
      if (version !== VERSION || payload === undefined)
        throw new Unopenable(`${place} does not hold an encrypted text`);
      if (key === undefined) throw new Unopenable(`${place} was encrypted with a key that is not configured (${id})`);
      const bytes = Buffer.from(payload, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) throw new Unopenable(`${place} is truncated`);
      const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Unopenable(`${place} was damaged, or was moved from another row or column`, { cause });
      }
    },
    isOfFirstKey: (made) =>
      made.startsWith(`${VERSION}.${first.id}.`) || made.startsWith(`${FINGERPRINT_VERSION}.${first.id}.`),
    blindIndex: (text, purpose) => digest(first, text, purpose),
    blindIndexes: (text, purpose) => [digest(first, text, purpose), ...rest.map((key) => digest(key, text, purpose))],
    fingerprint: (text, purpose) => fingerprintBy(first, text, purpose),
    hasFingerprint(fingerprint, text, purpose) {
      const [version, id] = fingerprint.split('.');
      const key = version === FINGERPRINT_VERSION && id !== undefined ? byId.get(id) : undefined;
      if (key === undefined) return undefined;
      const [given, expected] = [Buffer.from(fingerprint), Buffer.from(fingerprintBy(key, text, purpose))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
