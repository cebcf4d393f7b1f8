import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import {
  MalformedNotice,
  type PaymentTestimony,
  type RawNotice,
  type ReadNotice,
  type SavedMethodTestimony,
  type Testimony,
  type VerifiedNotice,
} from '../../payments/ports.ts';
import { toJson } from './errors.ts';
import { readPayment, readRefund, readRequest, readSession, readToken } from './read.ts';
import {
  envelopeSchema,
  paymentRequestSchema,
  paymentSchema,
  paymentTokenSchema,
  refundSchema,
  sessionSchema,
} from './schema.ts';

/**
 * The header `x-callback-token` is all the proof there is: no signature over the body, no time. Compared by digests of
 * equal length and against every token, so that the time taken tells nothing.
 */
export function verifier(tokens: readonly string[]): (raw: RawNotice) => VerifiedNotice | undefined {
  const accepted = tokens.map(digest);
  return ({ body, headers, contentType }) => {
    const given = headers['x-callback-token'];
    if (typeof given !== 'string') return undefined;
    const presented = digest(given);
    const matches = accepted.filter((token) => timingSafeEqual(token, presented));
    // The brand: this is the one place where a notice of Xendit is found to be genuine.
    return matches.length > 0 ? ({ body, contentType } as VerifiedNotice) : undefined;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

type Data = Record<string, unknown>;
interface Reading {
  /** What distinguishes it from other notices of the same event. */
  readonly key: string;
  readonly testimony: Testimony;
}
type Reader = (data: Data, base: URL) => Reading;

/** Every event that is known. One that is not reads as no testimony and is acknowledged all the same. */
const EVENTS: Readonly<Record<string, Reader>> = {
  'payment.capture': payment('SUCCEEDED'),
  'payment.authorization': payment('AUTHORIZED'),
  'payment.failure': payment('FAILED'),
  'payment.expiry': payment('EXPIRED'),
  'payment_request.expiry': expiredRequest,
  'payment_request.expired': expiredRequest,
  'payment_token.activation': token('ACTIVE'),
  'payment_token.activated': token('ACTIVE'),
  'payment_token.failure': token('FAILED'),
  'payment_token.expiry': token('EXPIRED'),
  'refund.succeeded': refund('SUCCEEDED'),
  'refund.failed': refund('FAILED'),
  'payment_session.completed': session('COMPLETED'),
  'payment_session.expired': session('EXPIRED'),
};

export const readNotice =
  (base: URL) =>
  ({ body }: VerifiedNotice): ReadNotice => {
    const envelope = envelopeSchema.safeParse(toJson(body.toString('utf8')));
    if (!envelope.success) throw new MalformedNotice('no event with data');
    const { event, data } = envelope.data;
    const reader = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
    if (reader === undefined)
      return { dedupeKey: `${event}:${createHash('sha256').update(body).digest('hex')}`, testimonies: [] };
    const { key, testimony } = reader(unwrapped(data), base);
    return { dedupeKey: `${event}:${key}`, testimonies: [testimony] };
  };

/** Examples of refund notices nest the envelope twice; which is real is not confirmed. */
const unwrapped = (data: Data): Data =>
  typeof data['data'] === 'object' && data['data'] !== null && typeof data['event'] === 'string'
    ? { ...data['data'] }
    : data;

function parse<T>(schema: z.ZodType<T>, data: Data, status: string): T {
  // The event is the status where the object itself names none.
  const parsed = schema.safeParse(typeof data['status'] === 'string' ? data : { ...data, status });
  if (parsed.success) return parsed.data;
  throw new MalformedNotice(
    `members are missing or wrong: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
  );
}

function payment(status: string): Reader {
  return (data) => {
    const read = parse(paymentSchema, data, status);
    const captures = read.captures?.map((capture) => capture.capture_id ?? '').join('+') ?? '';
    return { key: `${read.payment_id}:${captures}`, testimony: matchable(readPayment(read)) };
  };
}

function expiredRequest(data: Data, base: URL): Reading {
  const read = parse(paymentRequestSchema, data, 'EXPIRED');
  return { key: read.payment_request_id, testimony: readRequest(read, { row: undefined, base, createdAt: 0 }) };
}

/** Whose payment it is must be said somehow, or it can only be lost. */
function matchable(testimony: PaymentTestimony): PaymentTestimony {
  if (testimony.reference === undefined && testimony.ids['request'] === undefined) {
    throw new MalformedNotice('names neither a reference nor a payment request');
  }
  return testimony;
}

function token(status: string): Reader {
  return (data) => {
    const testimony: SavedMethodTestimony = readToken(parse(paymentTokenSchema, data, status));
    return { key: testimony.token, testimony };
  };
}

function refund(status: string): Reader {
  return (data) => {
    const read = parse(refundSchema, data, status);
    return { key: read.id, testimony: readRefund(read) };
  };
}

/** Completed: somebody did something on the page. What, is asked. */
function session(status: string): Reader {
  return (data, base) => {
    const read = parse(sessionSchema, data, status);
    const page = readSession(read, base);
    const request = read.payment_request_id;
    return {
      key: read.payment_session_id,
      testimony: {
        ...page,
        instruction: undefined,
        ids: { ...page.ids, ...(request === undefined ? {} : { request }) },
      },
    };
  };
}
