import { Socket } from 'node:net';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { NotDelivered, OutcomeUnknown } from '../payments/ports/ports.ts';

/** Sends one request of a gateway. All requests to providers go through this. */
export type ProviderFetch = (call: ProviderCall) => Promise<ProviderAnswer>;

export interface ProviderCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The one that the gateway was given: by it the call is known that the request belongs to. */
  readonly signal: AbortSignal;
}

/** A complete answer, of any status; what it means is for the gateway to read. */
export interface ProviderAnswer {
  readonly status: number;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ProviderHttp {
  readonly fetch: ProviderFetch;
  /** Resolves when the calls in progress have ended. */
  close(): Promise<void>;
}

export interface ProviderHttpOptions {
  /** Time limit of a whole call, in addition to the caller's signal. Default 12 s. */
  readonly timeoutMs?: number;
  /** Time limit of connecting, TLS handshake included. Default 3 s. */
  readonly connectTimeoutMs?: number;
  /** The largest answer that is read. Default 1 MiB. */
  readonly maxAnswerBytes?: number;
}

/** There is no connection: refused, unknown host, untrusted certificate, or too slow. */
class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/**
 * undici with one pool per host: one time limit for the whole call, no redirects, no decompression, a size limit, TLS
 * verified. Its `fetch` throws {@link NotDelivered} when the request certainly was not received (no connection, or the
 * time was over before it was made), and {@link OutcomeUnknown} whenever no complete answer arrived.
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
    // One request at a time on a socket, so that a reset concerns one request only.
    pipelining: 1,
  });
  return { fetch: (call) => send(call, agent, timeoutMs), close: () => agent.close() };
}

/**
 * An error in here happens before the first byte of a request is sent, and is marked as such. undici's own time limit has
 * steps of half a second, for which the customer would wait before another provider is tried.
 */
function connector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: 0 });
  return (options, callback) => {
    const tooSlow = setTimeout(() => {
      if (made instanceof Socket) made.destroy(new Error(`no connection in ${timeoutMs} ms`));
    }, timeoutMs);
    // The connector returns the socket, which its types do not show.
    const made: unknown = connect(options, (...[error, socket]) => {
      clearTimeout(tooSlow);
      if (error === null) callback(null, socket);
      else callback(new NoConnection('no connection', { cause: error }), null);
    });
  };
}

/**
 * The given signal with a time limit. A signal of `AbortSignal.timeout` keeps its timer, and what waits for it, until the
 * time is over: at hundreds of calls a second these are thousands.
 */
function limited(given: AbortSignal, timeoutMs: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const limit = new AbortController();
  const abort = (): void => limit.abort(given.reason);
  const timer = setTimeout(abort, timeoutMs);
  given.addEventListener('abort', abort, { once: true });
  return {
    signal: limit.signal,
    end() {
      clearTimeout(timer);
      given.removeEventListener('abort', abort);
    },
  };
}

async function send(call: ProviderCall, dispatcher: Dispatcher, timeoutMs: number): Promise<ProviderAnswer> {
  if (call.signal.aborted) throw new NotDelivered('the time was over before the request was made');
  const { signal, end } = limited(call.signal, timeoutMs);
  try {
    const response = await request(call.url, {
      method: call.method,
      headers: { ...call.headers, 'accept-encoding': 'identity' },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal,
      dispatcher,
    });
    const text = await response.body.text();
    return { status: response.statusCode, headers: flatten(response.headers), text };
  } catch (cause) {
    if (cause instanceof NoConnection) throw new NotDelivered('the provider could not be reached', { cause });
    throw new OutcomeUnknown('no complete answer arrived', { cause });
  } finally {
    end();
  }
}

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
