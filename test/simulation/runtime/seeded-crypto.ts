import crypto, { createHmac, createSecretKey, KeyObject, timingSafeEqual } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { seededRandom, type Random } from './random.ts';

let random: Random = seededRandom(0, 'ids');

/** Ids, tokens and initialisation vectors follow the seed from now on. */
export function seedCrypto(seed: number): void {
  random = seededRandom(seed, 'ids');
}

const fill = <T extends Uint8Array>(bytes: T): T => {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.int(256);
  return bytes;
};

function uuid(): string {
  const hex = Buffer.from(fill(new Uint8Array(16))).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * Replaces the platform's randomness by the seed, for the rest of the process. Signatures of Web Crypto, which are made
 * on threads of their own, are made at once: otherwise the order of what follows would depend on the machine.
 */
export function installSeededCrypto(): void {
  Reflect.set(Math, 'random', () => random.float());
  Reflect.set(crypto, 'randomBytes', (size: number) => fill(Buffer.alloc(size)));
  Reflect.set(crypto, 'randomUUID', uuid);
  syncBuiltinESMExports();
  const webCrypto = globalThis.crypto;
  Object.defineProperty(webCrypto, 'randomUUID', { value: uuid });
  Object.defineProperty(webCrypto, 'getRandomValues', { value: fill });
  const subtle: object = Object.getPrototypeOf(webCrypto.subtle) as object;
  const sign = (key: CryptoKey, data: ArrayBufferView | ArrayBuffer): Buffer =>
    createHmac('sha256', secretOf(key)).update(viewOf(data)).digest();
  Object.defineProperty(subtle, 'sign', {
    value: (_algorithm: unknown, key: CryptoKey, data: ArrayBufferView | ArrayBuffer) =>
      Promise.resolve(arrayBufferOf(sign(key, data))),
  });
  Object.defineProperty(subtle, 'verify', {
    value: (_algorithm: unknown, key: CryptoKey, signature: ArrayBufferView | ArrayBuffer, data: ArrayBufferView) => {
      const [given, expected] = [viewOf(signature), sign(key, data)];
      return Promise.resolve(given.length === expected.length && timingSafeEqual(given, expected));
    },
  });
}

/** Only HMAC is used: for client tokens. */
const secretOf = (key: CryptoKey): KeyObject => {
  const secret = KeyObject.from(key);
  return secret.type === 'secret' ? secret : createSecretKey(Buffer.alloc(0));
};

const viewOf = (data: ArrayBufferView | ArrayBuffer): Buffer =>
  data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);

const arrayBufferOf = (bytes: Buffer): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};
