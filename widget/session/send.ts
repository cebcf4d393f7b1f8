/** A server's answer with its whole body. */
export interface Answer {
  readonly status: number;
  /** The JSON of its body; `undefined` when there is none. */
  readonly body: unknown;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | undefined;
}

export interface SendOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Wait before the n-th retry of a GET, in ms. Default: 0.3 s, 0.6 s, 1.2 s. */
  readonly retryDelayMs?: ((retry: number) => number) | undefined;
}

/** Longer than 15 s, after which the BFF answers `unknown` at the latest. */
const TIMEOUT_MS = 20_000;
const MAX_RETRIES = 3;
/** The longest pause between retries, whatever `Retry-After` says: the customer waits. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Sends one request and reads the whole answer, each try within 20 s. A GET without an answer, or with 408, 429 or 5xx,
 * is retried three times at most; other methods never are.
 *
 * @throws what `fetch` throws, after the last try
 */
export async function send(url: string, init: RequestInit, options: SendOptions): Promise<Answer> {
  for (let retry = 1; ; retry += 1) {
    const last = init.method !== 'GET' || retry > MAX_RETRIES;
    let pauseMs = options.retryDelayMs?.(retry) ?? 150 * 2 ** retry;
    try {
      const answer = await tryOnce(url, init, options.fetch);
      if (last || !isTemporary(answer.status)) return answer;
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

const isTemporary = (status: number): boolean => status === 408 || status === 429 || status >= 500;
