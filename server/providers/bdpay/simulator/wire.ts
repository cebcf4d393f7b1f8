import { constants, privateEncrypt, publicDecrypt, type KeyObject } from 'node:crypto';

/*
 * The platform's own side of the wire: it verifies what the merchant signed, and signs what it sends. Written
 * from the documents and not from the adapter, so that the two can disagree.
 */

export type Value = string | number;
export type Message = Readonly<Record<string, Value>>;

const blockBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) >> 3;
const pkcs1 = (key: KeyObject) => ({ key, padding: constants.RSA_PKCS1_PADDING });

/** Names in the order of their bytes, then the values with nothing between them. */
export const plainTextOf = (message: Message, signatureName: 'sign' | 'platSign'): Buffer =>
  Buffer.concat(
    Object.entries(message)
      .filter(([name]) => name !== signatureName)
      .map(([name, value]) => [Buffer.from(name), Buffer.from(String(value))] as const)
      .sort(([a], [b]) => Buffer.compare(a, b))
      .map(([, value]) => value),
  );

/** `undefined` when the signature was not made with the other key of the pair. */
export function unsealed(signature: string, key: KeyObject): Buffer | undefined {
  const size = blockBytes(key);
  let rest = Buffer.from(signature, 'base64');
  if (rest.length === 0 || rest.length % size !== 0) return undefined;
  const opened: Buffer[] = [];
  try {
    while (rest.length > 0) {
      opened.push(publicDecrypt(pkcs1(key), rest.subarray(0, size)));
      rest = rest.subarray(size);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(opened);
}

/** The message with its `platSign`. */
export function sealed(message: Message, key: KeyObject): Message {
  const room = blockBytes(key) - 11;
  let rest = plainTextOf(message, 'platSign');
  let signature = Buffer.alloc(0);
  while (rest.length > 0) {
    signature = Buffer.concat([signature, privateEncrypt(pkcs1(key), rest.subarray(0, room))]);
    rest = rest.subarray(room);
  }
  return { ...message, platSign: signature.toString('base64') };
}
