import { EventVerificationError } from './event-verification-error.ts';
import type { KasirEvent } from './event.ts';
import { readEvent } from './read-event.ts';

/** `Headers` of a web request, or the object that Node and its frameworks have. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyEventOptions {
  /** `KASIR_WEBHOOK_SECRET`: `whsec_…`. Several, comma-separated or as a list, while it is rotated: one must fit. */
  readonly secret: string | readonly string[];
  /**
   * The highest `data.sequence` that you have processed of this checkout or payout (`event.stream`), `undefined` or `null`
   * for none. An event that comes after a later one is returned with the type `views_only`. `() => undefined` if you act
   * on the views alone and never on the type.
   */
  readonly lastSequence: (stream: string) => number | null | undefined | Promise<number | null | undefined>;
  /** How far the signature's time may be from now, in seconds. Default: 300. */
  readonly toleranceSeconds?: number;
  /** The present in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

const TOLERANCE_SECONDS = 300;

/**
 * Verifies a webhook as Standard Webhooks say, and reads it. `body` is what was received, byte for byte: a body that a
 * framework has parsed and written again no longer fits its signature.
 *
 * @throws {EventVerificationError} if it is not genuine, or too old; answer 401
 * @throws {TypeError} for a secret that is not `whsec_` and base64, a body that was parsed before, or no `lastSequence`
 */
export async function verifyEvent(
  body: string | Uint8Array | ArrayBuffer,
  headers: RequestHeaders,
  { secret, lastSequence, toleranceSeconds = TOLERANCE_SECONDS, now = Date.now }: VerifyEventOptions,
): Promise<KasirEvent> {
  if (typeof lastSequence !== 'function')
    throw new TypeError('lastSequence must be a function: the highest data.sequence that you have seen of a stream');
  const keys = keysOf(secret);
  const bytes = bytesOf(body);
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? ''))
    throw new EventVerificationError(
      'headers_missing',
      'the headers webhook-id, webhook-timestamp and webhook-signature are missing or malformed',
    );
  const ageSeconds = now() / 1_000 - Number(timestamp);
  if (Math.abs(ageSeconds) > toleranceSeconds)
    throw new EventVerificationError(
      'timestamp_outside_tolerance',
      `webhook-timestamp differs from this machine's clock by ${Math.round(Math.abs(ageSeconds))} s, more than ${toleranceSeconds} s`,
    );
  if (!(await isSigned(keys, join(`${id}.${timestamp}.`, bytes), signatures)))
    throw new EventVerificationError(
      'signature_mismatch',
      'no signature fits: KASIR_WEBHOOK_SECRET is another one, or the body is not the bytes that were received',
    );
  const event = await readEvent(id, new TextDecoder().decode(bytes), async (stream, sequence) => {
    const seen = await lastSequence(stream);
    return typeof seen === 'number' && seen > sequence;
  });
  if (event === undefined)
    throw new EventVerificationError('body_unreadable', 'the body is signed and is no event: is it from Kasir?');
  return event;
}

type Bytes = Uint8Array<ArrayBuffer>;

function keysOf(secret: string | readonly string[]): readonly Bytes[] {
  const secrets = [secret].flat().flatMap((each) => each.split(','));
  return secrets.map((each) => {
    // Without the padding, which is not needed.
    const base64 = /^whsec_([A-Za-z0-9+/]{32,})={0,2}$/.exec(each.trim())?.[1];
    if (base64 === undefined || base64.length % 4 === 1)
      throw new TypeError('secret must be KASIR_WEBHOOK_SECRET of the server: whsec_ followed by base64');
    return fromBase64(base64);
  });
}

function bytesOf(body: string | Uint8Array | ArrayBuffer): Bytes {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError(
    'body must be the bytes or the text that was received: read it before a body parser such as express.json() does',
  );
}

/** Several signatures are separated by spaces; those of other versions than `v1` are passed over. */
async function isSigned(keys: readonly Bytes[], signed: Bytes, signatures: string): Promise<boolean> {
  const candidates = signatures.split(' ').flatMap((each) => {
    const base64 = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(each)?.[1];
    return base64 === undefined ? [] : [fromBase64(base64)];
  });
  for (const bytes of keys) {
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    // `verify` takes the same time whatever fits.
    for (const candidate of candidates) if (await crypto.subtle.verify('HMAC', key, candidate, signed)) return true;
  }
  return false;
}

function headerOf(headers: RequestHeaders, name: string): string | undefined {
  if ('get' in headers && typeof headers.get === 'function') return headers.get(name) ?? undefined;
  const found: unknown = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}

function join(text: string, bytes: Bytes): Bytes {
  const head = new TextEncoder().encode(text);
  const joined = new Uint8Array(head.length + bytes.length);
  joined.set(head);
  joined.set(bytes, head.length);
  return joined;
}

const fromBase64 = (base64: string): Bytes => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
