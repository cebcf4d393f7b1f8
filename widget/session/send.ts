/** What a server answered, read to its end. */
export interface Answer {
  readonly status: number;
  /** The JSON of its body; `undefined` when there is none. */
  readonly body: unknown;
  /** How long the server asks to be left alone: of `Retry-After`. */
  readonly retryAfterMs: number | undefined;
}

export interface SendOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Wait before the n-th repetition of a GET, in ms. Default: 0.3 s, 0.6 s, 1.2 s. */
  readonly retryDelayMs?: ((idempotencyKey: number) => number) | undefined;
}

/** Longer than the 15 s after which the BFF answers `unknown` at the latest. */
const TIMEOUT_MS = 20_000;
const REPEATS = 3;
/** A server that asks for a longer pause is asked after this one all the same, for the customer waits. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * One request and the whole of its answer, each try within 20 s: a body that stalls is as lost as an answer that never
 * comes. A GET that got none, or "not now", is repeated three times at most; nothing else ever is.
 *
 * @throws what `fetch` throws when there is no answer
 */
export async function send(url: string, init: RequestInit, options: SendOptions): Promise<Answer> {
  for (let idempotencyKey = 1; ; idempotencyKey += 1) {
    const last = init.method !== 'GET' || idempotencyKey > REPEATS;
    let pauseMs = options.retryDelayMs?.(idempotencyKey) ?? 150 * 2 ** idempotencyKey;
    try {
      const answer = await tryOnce(url, init, options.fetch);
      if (last || !isPassing(answer.status)) return answer;
      pauseMs = Math.min(answer.retryAfterMs ?? pauseMs, LONGEST_PAUSE_MS);
    } catch (error) {
      if (last) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs);
    });
  }
}

async function tryOnce(url: string, init: RequestInit, fetch: typeof globalThis.fetch): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, { ...init, signal: abort.signal });
    const pause = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      status: response.status,
      body: jsonOf(await response.text()),
      retryAfterMs: pause >= 0 ? pause * 1_000 : undefined,
    };
  } finally {
    clearTimeout(timer);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;
