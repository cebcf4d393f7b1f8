import { KasirProblem, type ProblemDocument } from './kasir-problem.ts';
import { KasirUnreachable } from './kasir-unreachable.ts';
import { mayRetry, readRetryAfter, wait, waitMs } from './retry.ts';

export interface SendOptions {
  readonly fetch: typeof globalThis.fetch;
  /** For one try, from the request to the last byte of its answer. */
  readonly timeoutMs: number;
  /** How often a try that got no answer, or "not now", is repeated. */
  readonly retries: number;
  /** A longer `Retry-After` is not waited for. */
  readonly longestWaitMs: number;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly json: unknown;
}

/**
 * Sends a request until it is answered: with the same key, so that repeating it has its effect once.
 *
 * @returns the body of a successful answer
 * @throws {KasirProblem} if the server refused it
 * @throws {KasirUnreachable} if there was no answer after the last try
 * @throws the reason of `signal`, once it is aborted
 */
export async function send(request: OutgoingRequest, options: SendOptions): Promise<unknown> {
  const { idempotencyKey, signal } = request;
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(request, options);
    signal?.throwIfAborted();
    const isLast = tries >= options.retries;
    if (answer instanceof KasirUnreachable) {
      if (isLast) throw answer;
      await wait(waitMs(tries, undefined, Math.random), signal);
    } else {
      const { status, json, retryAfterSeconds } = answer;
      if (status >= 200 && status < 300 && json !== undefined) return json;
      const pause = waitMs(tries, retryAfterSeconds, Math.random);
      if (isLast || !mayRetry(status) || pause > options.longestWaitMs)
        throw isProblem(json)
          ? new KasirProblem(json, { retryAfterSeconds, idempotencyKey })
          : new KasirUnreachable(strange(request, status), { idempotencyKey });
      await wait(pause, signal);
    }
    signal?.throwIfAborted();
  }
}

/** Whatever prevents an answer is returned: the next try may get one. */
async function attempt(
  request: OutgoingRequest,
  { fetch, timeoutMs }: SendOptions,
): Promise<Answer | KasirUnreachable> {
  const { method, url, headers, body, idempotencyKey, signal } = request;
  signal?.throwIfAborted();
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stopped.abort();
  }, timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // The key goes to this address only.
      redirect: 'manual',
      signal: stopped.signal,
    });
    const text = await response.text();
    const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), Date.now());
    return { status: response.status, retryAfterSeconds, json: parseJson(text) };
  } catch (cause) {
    const why = timedOut
      ? `no answer within ${timeoutMs} ms`
      : 'no answer: is the server running, and url its address?';
    return new KasirUnreachable(`${method} ${url}: ${why}`, { idempotencyKey, cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

const strange = ({ method, url }: OutgoingRequest, status: number): string =>
  `${method} ${url}: an answer with status ${status} that is not Kasir's: is url the PUBLIC_URL of the server, and a proxy in the way?`;

function isProblem(json: unknown): json is ProblemDocument {
  return (
    typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string' && 'status' in json
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
