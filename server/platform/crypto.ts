import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Encryption at rest. `place` names where the text is kept (`checkouts.customer:co_…`): it is authenticated with it, so
 * that a sealed text that was moved to another row or column does not open.
 */
export interface Cipher {
  /** Seals with the first key. Sealing the same text twice gives different envelopes. */
  seal(text: string, place: string): string;
  /** Opens with whichever key sealed it. Throws {@link Unopenable}. */
  open(sealed: string, place: string): string;
  /** A keyed digest by which a sealed text is found again; made with the first key. */
  blindIndex(text: string, purpose: string): string;
  /** The digests under every key, the first one's first: a look-up tries them all, so keys can be rotated. */
  blindIndexes(text: string, purpose: string): readonly [string, ...string[]];
  /** A keyed digest that names its form and key (`v1.1a2b3c4d.…`), to be compared later; made with the first key. */
  fingerprint(text: string, purpose: string): string;
  /** Whether that text has this fingerprint, whichever key made it. `undefined`: none of our keys did. */
  hasFingerprint(fingerprint: string, text: string, purpose: string): boolean | undefined;
}

/** The envelope was damaged, moved, or sealed with a key that is not among ours. */
export class Unopenable extends Error {
  override readonly name = 'Unopenable';
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = '1';
const FINGERPRINT_FORM = 'v1';

interface Key {
  readonly id: string;
  readonly sealing: Buffer;
  readonly indexing: Buffer;
  readonly fingerprinting: Buffer;
}

/** One key for each purpose, so that what is learned of one tells nothing of the other. */
function derive(master: Buffer): Key {
  if (master.length !== KEY_BYTES)
    throw new TypeError(`an encryption key has ${KEY_BYTES} bytes, not ${master.length}`);
  const part = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `kasir ${purpose}`, KEY_BYTES));
  return {
    id: part('key id').toString('hex', 0, 4),
    sealing: part('sealing'),
    indexing: part('blind index'),
    fingerprinting: part('fingerprint'),
  };
}

/** AES-256-GCM. The first of `keys` (32 bytes each, at least one) seals; all of them open. */
export function createCipher(keys: readonly Buffer[]): Cipher {
  const [first, ...rest] = keys.map(derive);
  if (first === undefined) throw new TypeError('at least one encryption key is needed');
  const byId = new Map([first, ...rest].map((key) => [key.id, key]));

  const digest = (key: Key, text: string, purpose: string): string =>
    createHmac('sha256', key.indexing).update(`${purpose}\0${text}`).digest('base64url');

  const fingerprintBy = (key: Key, text: string, purpose: string): string => {
    const hash = createHmac('sha256', key.fingerprinting).update(`${purpose}\0${text}`).digest('base64url');
    return `${FINGERPRINT_FORM}.${key.id}.${hash}`;
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
      if (version !== VERSION || payload === undefined) throw new Unopenable(`${place} holds no envelope of ours`);
      if (key === undefined) throw new Unopenable(`${place} was sealed with another key (${id})`);
      const bytes = Buffer.from(payload, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) throw new Unopenable(`${place} is cut short`);
      const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Unopenable(`${place} was damaged or belongs elsewhere`, { cause });
      }
    },
    blindIndex: (text, purpose) => digest(first, text, purpose),
    blindIndexes: (text, purpose) => [digest(first, text, purpose), ...rest.map((key) => digest(key, text, purpose))],
    fingerprint: (text, purpose) => fingerprintBy(first, text, purpose),
    hasFingerprint(fingerprint, text, purpose) {
      const [form, id] = fingerprint.split('.');
      const key = form === FINGERPRINT_FORM && id !== undefined ? byId.get(id) : undefined;
      if (key === undefined) return undefined;
      const [asked, made] = [Buffer.from(fingerprint), Buffer.from(fingerprintBy(key, text, purpose))];
      return asked.length === made.length && timingSafeEqual(asked, made);
    },
  };
}
