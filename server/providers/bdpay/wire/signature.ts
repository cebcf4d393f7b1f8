import { constants, publicDecrypt, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { RsaEncrypt } from '../../../platform/rsa-encrypt.ts';
import type { Fields } from './fields.ts';

/*
 * BDPay's signature: the values of all fields but the signature itself, in ASCII order of their names and without a
 * separator, encrypted block by block with an RSA private key (PKCS#1 v1.5, type 1, no digest).
 *
 * The boundaries between values are not signed, and there is no timestamp that expires: a valid signature proves who wrote
 * the characters, not to which field they belong. Amounts and references are therefore compared as well.
 *
 * A message has up to five blocks. Signing one takes 0.1 ms and more, so that is done on another thread; verifying one
 * takes 0.02 ms, which is what passing it on would cost.
 *
 * @see https://document.bdpay.co.id, "encryption rules"
 */

const PADDING = constants.RSA_PKCS1_PADDING;
/** PKCS#1 v1.5 uses so many bytes of each block. */
const PADDING_BYTES = 11;
/** The documented length of `sign`. */
export const MAX_SIGN_LENGTH = 512;
/** More than any message of BDPay has; limits the work that a forged notification can cause. */
const MAX_SIGNED_BYTES = 4096;

/** The characters that are signed. `sign` and `platSign` are left out; a field that is `null` adds `nullText`. */
export const signString = (fields: Fields, nullText = ''): string =>
  [...fields.keys()]
    .filter((name) => name !== 'sign' && name !== 'platSign')
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((name) => fields.get(name) ?? nullText)
    .join('');

export const keyBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

/** How many base64 characters the signature of so many bytes has. */
export const signatureLength = (bytes: number, key: KeyObject): number => {
  const size = keyBytes(key);
  return Math.ceil((Math.ceil(bytes / (size - PADDING_BYTES)) * size) / 3) * 4;
};

/** How many bytes can be signed within {@link MAX_SIGN_LENGTH}. */
export const signableBytes = (key: KeyObject): number => {
  const size = keyBytes(key);
  return Math.floor(((MAX_SIGN_LENGTH / 4) * 3) / size) * (size - PADDING_BYTES);
};

/** The signature: deterministic, base64. */
export async function signFields(fields: Fields, key: KeyObject, encrypt: RsaEncrypt): Promise<string> {
  const data = Buffer.from(signString(fields), 'utf8');
  const step = keyBytes(key) - PADDING_BYTES;
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += step) blocks.push(data.subarray(at, at + step));
  return (await encrypt(key, blocks)).toString('base64');
}

/** Whether the message, with all of its fields, was signed with the private key of this public one. */
export function isGenuine(fields: Fields, key: KeyObject): boolean {
  // A proxy that decodes a form twice turns the plus signs of base64 into spaces.
  const signature = fields.get('platSign')?.replaceAll(' ', '+');
  if (signature === undefined || signature === '') return false;
  const opened = open(Buffer.from(signature, 'base64'), key);
  if (opened === undefined) return false;
  // No document says whether a field that is null adds nothing or the word `null`.
  return ['', 'null'].some((nullText) => {
    const wanted = Buffer.from(signString(fields, nullText), 'utf8');
    return wanted.length === opened.length && timingSafeEqual(wanted, opened);
  });
}

function open(signature: Buffer, key: KeyObject): Buffer | undefined {
  const size = keyBytes(key);
  const blocks = signature.length / size;
  if (!Number.isInteger(blocks) || blocks < 1 || blocks * size > MAX_SIGNED_BYTES) return undefined;
  try {
    return Buffer.concat(
      Array.from({ length: blocks }, (_, i) =>
        publicDecrypt({ key, padding: PADDING }, signature.subarray(i * size, (i + 1) * size)),
      ),
    );
  } catch {
    // Another key, or damaged data: the padding is wrong.
    return undefined;
  }
}
