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
import { toJson } from '../to-json.ts';
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
 * The header `x-callback-token` is the only proof: there is no signature over the body and no timestamp. Digests of equal
 * length are compared with every token, so that the time taken reveals nothing.
 *
 * @see https://docs.xendit.co/docs/handling-webhooks
 */
export function verifier(tokens: readonly string[]): (raw: RawNotification) => VerifiedNotification | undefined {
  const accepted = tokens.map(digest);
  return ({ body, headers, contentType }) => {
    const given = headers['x-callback-token'];
    if (typeof given !== 'string') return undefined;
    const presented = digest(given);
    const matches = accepted.filter((token) => timingSafeEqual(token, presented));
    // The brand is given here alone: a notification of Xendit is verified nowhere else.
    return matches.length > 0 ? ({ body, contentType } as VerifiedNotification) : undefined;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

type Data = Record<string, unknown>;
type Reader = (data: Data, base: URL) => ProviderReport;

/** The known events. Any other event that names something of ours leads to an inquiry. */
const EVENTS: Readonly<Record<string, Reader>> = {
  'payment.capture': payment('SUCCEEDED'),
  // Named only by a migration guide, and expected by clients in production.
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

/**
 * @see https://docs.xendit.co/docs/payments-api-webhooks
 * @throws {MalformedNotification} for what is not an event, or names nothing that could be inquired about
 */
export const readNotification =
  (base: URL, log: Log) =>
  ({ body }: VerifiedNotification): ReadNotification => {
    const envelope = envelopeSchema.safeParse(toJson(body.toString('utf8')));
    if (!envelope.success) throw new MalformedNotification('the body has no event with data');
    const { event } = envelope.data;
    const data = unwrapped(envelope.data.data);
    const reader = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
    if (reader === undefined) log.warn({ provider: 'xendit', event: printable(event) }, 'unknown notification event');
    const report = legible(reader, data, base) ?? hint(event, data);
    return { reports: report === undefined ? [] : [report] };
  };

const printable = (event: string): string => event.replace(/[^\w.-]/g, '?');

/** `undefined`: an unknown event, or one whose data do not have the expected fields. */
function legible(reader: Reader | undefined, data: Data, base: URL): ProviderReport | undefined {
  try {
    return reader?.(data, base);
  } catch (error) {
    // It names nothing that could be inquired about.
    if (error instanceof MalformedNotification && !namesSomething(data)) throw error;
    if (error instanceof MalformedNotification) return undefined;
    throw error;
  }
}

const namesSomething = (data: Data): boolean => {
  const { merchantReference, providerReferences } = namesOf(data);
  return merchantReference !== undefined || Object.keys(providerReferences).length > 0;
};

/** Which payment it is about, by every reference that it may carry. */
function namesOf(data: Data): Pick<PaymentReport, 'merchantReference' | 'providerReferences' | 'transactionId'> {
  const { payment_request_id, payment_session_id, payment_id, reference_id, metadata } = namesSchema.parse(data);
  // Our metadata are preferred: in one recorded delivery `reference_id` was not ours.
  const merchantReference = metadata?.kasir_reference ?? reference_id;
  const providerReferences = {
    ...(payment_request_id === undefined ? {} : { request: payment_request_id }),
    ...(payment_session_id === undefined ? {} : { session: payment_session_id }),
  };
  return { merchantReference, providerReferences, transactionId: payment_id };
}

/** A report without a status, which only causes an inquiry; `undefined` where nothing of ours is named. */
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
  // A payment that has moved money is known by its own id as well.
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

/** Xendit's examples of refund webhooks nest the envelope twice; which form is real is not confirmed. */
const unwrapped = (data: Data): Data =>
  typeof data['data'] === 'object' && data['data'] !== null && typeof data['event'] === 'string'
    ? { ...data['data'] }
    : data;

function parse<T>(schema: z.ZodType<T>, data: Data, status: string): T {
  // Where the object has no status, the event implies it.
  const parsed = schema.safeParse(typeof data['status'] === 'string' ? data : { ...data, status });
  if (parsed.success) return parsed.data;
  throw new MalformedNotification(
    `fields are missing or wrong: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
  );
}

function payment(status: string): Reader {
  return (data) => {
    const read = parse(paymentSchema, data, status);
    const report = inOurName(readPayment(read), data);
    // An unclear status may still be about money: the payment that it names is inquired about.
    const isUnclear = report.outcome === 'unknown' || report.rejection !== undefined;
    return matchable(isUnclear ? { ...report, transactionId: read.payment_id } : report);
  };
}

function expiredRequest(data: Data, base: URL): ProviderReport {
  return readRequest(parse(paymentRequestSchema, data, 'EXPIRED'), { row: undefined, base, createdAt: 0 });
}

/** The reference in our metadata replaces any other one. */
const inOurName = (report: PaymentReport, data: Data): PaymentReport => {
  const { merchantReference } = namesOf(data);
  return merchantReference === undefined ? report : { ...report, merchantReference };
};

/** @throws {MalformedNotification} where nothing tells which payment it is about */
function matchable(report: PaymentReport): PaymentReport {
  if (report.merchantReference === undefined && report.providerReferences['request'] === undefined) {
    throw new MalformedNotification('neither a reference nor a payment request is named');
  }
  return report;
}

function token(status: string): Reader {
  return (data) => readToken(parse(paymentTokenSchema, data, status));
}

function refund(status: string): Reader {
  return (data) => readRefund(parse(refundSchema, data, status));
}

/** A completed page proves no payment: the payment request behind it is inquired about. */
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
