import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import {
  MalformedNotification,
  type Log,
  type PaymentReport,
  type RawNotification,
  type ReadNotification,
  type ProviderReport,
  type VerifiedNotification,
} from '../../payments/ports/ports.ts';
import { toJson } from './errors.ts';
import { readPayment, readRefund, readRequest, readSession, readToken } from './read.ts';
import {
  envelopeSchema,
  namesSchema,
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
export function verifier(tokens: readonly string[]): (raw: RawNotification) => VerifiedNotification | undefined {
  const accepted = tokens.map(digest);
  return ({ body, headers, contentType }) => {
    const given = headers['x-callback-token'];
    if (typeof given !== 'string') return undefined;
    const presented = digest(given);
    const matches = accepted.filter((token) => timingSafeEqual(token, presented));
    // The brand: this is the one place where a notice of Xendit is found to be genuine.
    return matches.length > 0 ? ({ body, contentType } as VerifiedNotification) : undefined;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

type Data = Record<string, unknown>;
type Reader = (data: Data, base: URL) => ProviderReport;

/** Every event that is known. What is none of them and still names something of ours is a hint all the same. */
const EVENTS: Readonly<Record<string, Reader>> = {
  'payment.capture': payment('SUCCEEDED'),
  // Named by a migration guide alone, and awaited by clients in the field.
  'payment.succeeded': payment('SUCCEEDED'),
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

export const readNotification =
  (base: URL, log: Log) =>
  ({ body }: VerifiedNotification): ReadNotification => {
    const envelope = envelopeSchema.safeParse(toJson(body.toString('utf8')));
    if (!envelope.success) throw new MalformedNotification('no event with data');
    const { event } = envelope.data;
    const data = unwrapped(envelope.data.data);
    const reader = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
    if (reader === undefined) log.warn({ provider: 'xendit', event: printable(event) }, 'unknown notification event');
    const report = legible(reader, data, base) ?? hint(event, data);
    return { reports: report === undefined ? [] : [report] };
  };

const printable = (event: string): string => event.replace(/[^\w.-]/g, '?');

/** `undefined`: no event that is known, or one whose members are not those it should have. */
function legible(reader: Reader | undefined, data: Data, base: URL): ProviderReport | undefined {
  try {
    return reader?.(data, base);
  } catch (error) {
    // Names nothing at all: nobody could be asked.
    if (error instanceof MalformedNotification && !namesSomething(data)) throw error;
    if (error instanceof MalformedNotification) return undefined;
    throw error;
  }
}

const namesSomething = (data: Data): boolean => {
  const { merchantReference, providerReferences } = namesOf(data);
  return merchantReference !== undefined || Object.keys(providerReferences).length > 0;
};

/** Whose it is, by every name that it may have. The payment request's goes first: it is Xendit's own. */
function namesOf(data: Data): Pick<PaymentReport, 'merchantReference' | 'providerReferences' | 'transactionId'> {
  const { payment_request_id, payment_session_id, payment_id, reference_id, metadata } = namesSchema.parse(data);
  // What we sent along with every order; `reference_id` was somebody else's in a delivery that was seen.
  const merchantReference = metadata?.kasir_reference ?? reference_id;
  const providerReferences = {
    ...(payment_request_id === undefined ? {} : { request: payment_request_id }),
    ...(payment_session_id === undefined ? {} : { session: payment_session_id }),
  };
  return { merchantReference, providerReferences, transactionId: payment_id };
}

/** Says nothing that could be believed, and makes us ask. Nothing where it names nothing of ours. */
function hint(event: string, data: Data): ProviderReport | undefined {
  const providerStatus = `event ${printable(event)}`;
  const { payment_id: payment, payment_token_id: token } = namesSchema.parse(data);
  if (event.startsWith('payment_token.') && token !== undefined)
    return {
      subject: 'saved_method',
      outcome: 'pending',
      token,
      merchantReference: namesOf(data).merchantReference,
      providerStatus,
    };
  // A payment that has moved money is known by its own name as well.
  if (!namesSomething(data) && payment !== undefined)
    return {
      subject: 'payment',
      outcome: 'unknown',
      providerReferences: { payment },
      transactionId: payment,
      providerStatus,
    };
  if (!namesSomething(data)) return undefined;
  const { id } = data;
  if (event.startsWith('refund.') && typeof id === 'string' && id !== '') {
    const { merchantReference, providerReferences: paymentReferences } = namesOf(data);
    return {
      subject: 'refund',
      outcome: 'processing',
      merchantReference,
      providerReferences: { refund: id },
      paymentReferences,
      providerStatus,
    };
  }
  return { subject: 'payment', outcome: 'unknown', ...namesOf(data), providerStatus };
}

/** Examples of refund notices nest the envelope twice; which is real is not confirmed. */
const unwrapped = (data: Data): Data =>
  typeof data['data'] === 'object' && data['data'] !== null && typeof data['event'] === 'string'
    ? { ...data['data'] }
    : data;

function parse<T>(schema: z.ZodType<T>, data: Data, status: string): T {
  // The event is the status where the object itself names none.
  const parsed = schema.safeParse(typeof data['status'] === 'string' ? data : { ...data, status });
  if (parsed.success) return parsed.data;
  throw new MalformedNotification(
    `members are missing or wrong: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
  );
}

function payment(status: string): Reader {
  return (data) => {
    const read = parse(paymentSchema, data, status);
    const report = inOurName(readPayment(read), data);
    // What cannot be made out may be about money: the movement that it names is asked about all the same.
    const isUnclear = report.outcome === 'unknown' || report.rejection !== undefined;
    return matchable(isUnclear ? { ...report, transactionId: read.payment_id } : report);
  };
}

function expiredRequest(data: Data, base: URL): ProviderReport {
  return readRequest(parse(paymentRequestSchema, data, 'EXPIRED'), { row: undefined, base, createdAt: 0 });
}

/** The reference that we sent along stands in for another one. */
const inOurName = (report: PaymentReport, data: Data): PaymentReport => {
  const { merchantReference } = namesOf(data);
  return merchantReference === undefined ? report : { ...report, merchantReference };
};

/** Whose payment it is must be said somehow, or it can only be lost. */
function matchable(report: PaymentReport): PaymentReport {
  if (report.merchantReference === undefined && report.providerReferences['request'] === undefined) {
    throw new MalformedNotification('names neither a reference nor a payment request');
  }
  return report;
}

function token(status: string): Reader {
  return (data) => readToken(parse(paymentTokenSchema, data, status));
}

function refund(status: string): Reader {
  return (data) => readRefund(parse(refundSchema, data, status));
}

/** Completed: somebody did something on the page. What, is asked. */
function session(status: string): Reader {
  return (data, base) => {
    const read = parse(sessionSchema, data, status);
    const page = readSession(read, base);
    const request = read.payment_request_id;
    return {
      ...page,
      instruction: undefined,
      providerReferences: { ...page.providerReferences, ...(request === undefined ? {} : { request }) },
    };
  };
}
