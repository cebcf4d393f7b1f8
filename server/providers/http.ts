import { Socket } from 'node:net';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { NotDelivered, OutcomeUnknown } from '../payments/ports/ports.ts';

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
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ProviderHttp {
  readonly fetch: ProviderFetch;
  /** Waits for calls under way. */
  close(): Promise<void>;
}

export interface ProviderHttpOptions {
  /** For one call from start to end, besides the caller's own signal. Default 12 s. */
  readonly timeoutMs?: number;
  /** For a connection, its TLS handshake included. Default 3 s. */
  readonly connectTimeoutMs?: number;
  /** What an answer may hold. Default 1 MiB. */
  readonly maxAnswerBytes?: number;
}

/** No connection came about, for whatever reason: refused, no such host, no trusted certificate, too slow. */
class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/**
 * undici over one pool per host: one time limit for the whole call, no redirects, no decompression, a size cap, TLS
 * verified. Throws {@link NotDelivered} when the request surely was not received: no connection, or no time left before
 * it was made. Throws {@link OutcomeUnknown} in every other case in which no whole answer arrived.
 */
export function providerHttp({
  timeoutMs = 12_000,
  connectTimeoutMs = 3_000,
  maxAnswerBytes = 1024 * 1024,
}: ProviderHttpOptions = {}): ProviderHttp {
  const agent = new Agent({
    connect: connector(connectTimeoutMs),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: maxAnswerBytes,
    // A request is never written behind another one on the same socket: a reset then concerns one request only.
    pipelining: 1,
  });
  return { fetch: (call) => send(call, agent, timeoutMs), close: () => agent.close() };
}

/**
 * Whatever goes wrong in here goes wrong before the first byte of a request, so it is marked as such. undici's own limit
 * is as coarse as half a second, which a customer who could be served by another provider would wait for nothing.
 */
function connector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: 0 });
  return (options, callback) => {
    const tooSlow = setTimeout(() => {
      if (made instanceof Socket) made.destroy(new Error(`no connection in ${timeoutMs} ms`));
    }, timeoutMs);
    // That the socket is answered, only its types do not say.
    const made: unknown = connect(options, (...[error, socket]) => {
      clearTimeout(tooSlow);
      if (error === null) callback(null, socket);
      else callback(new NoConnection('no connection', { cause: error }), null);
    });
  };
}

async function send(call: ProviderCall, dispatcher: Dispatcher, timeoutMs: number): Promise<ProviderAnswer> {
  if (call.signal.aborted) throw new NotDelivered('out of time before the request was made');
  try {
    const response = await request(call.url, {
      method: call.method,
      headers: { ...call.headers, 'accept-encoding': 'identity' },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]),
      dispatcher,
    });
    const text = await response.body.text();
    return { status: response.statusCode, headers: flatten(response.headers), text };
  } catch (cause) {
    if (cause instanceof NoConnection) throw new NotDelivered('the provider could not be reached', { cause });
    throw new OutcomeUnknown('no whole answer arrived', { cause });
  }
}

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
