import { Agent, errors, request, type Dispatcher } from 'undici';
import { NotDelivered, OutcomeUnknown } from '../payments/ports.ts';

/** The one funnel to the network. What a gateway sends, and nothing else, leaves through it. */
export type ProviderFetch = (call: ProviderCall) => Promise<ProviderAnswer>;

export interface ProviderCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

/** An answer arrived whole. Any status: what it means is the gateway's to read. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 3_000;

/** Failures before the first byte went out: the provider surely has not received the request. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
};

/**
 * undici over one pool per host: connect, header and body time limits, no redirects, no decompression, a size cap.
 * Throws {@link NotDelivered} when the request surely was not received and {@link OutcomeUnknown} in every other case
 * in which no whole answer arrived.
 */
export function providerHttp(timeoutMs = 12_000): { fetch: ProviderFetch; close: () => Promise<void> } {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    // A request is never written behind another one on the same socket: a reset then concerns one request only.
    pipelining: 1,
  });
  return { fetch: (call) => send(call, agent), close: () => agent.close() };
}

async function send(call: ProviderCall, dispatcher: Dispatcher): Promise<ProviderAnswer> {
  if (call.signal.aborted) throw new NotDelivered('out of time before the request was made');
  try {
    const response = await request(call.url, {
      method: call.method,
      headers: { 'accept-encoding': 'identity', ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal: call.signal,
      dispatcher,
    });
    const text = await response.body.text();
    return { status: response.statusCode, headers: flatten(response.headers), text };
  } catch (cause) {
    if (NEVER_SENT.has(codeOf(cause)) || cause instanceof errors.ConnectTimeoutError) {
      throw new NotDelivered('the provider could not be reached', { cause });
    }
    throw new OutcomeUnknown('no whole answer arrived', { cause });
  }
}

const flatten = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
