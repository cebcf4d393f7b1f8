import { PRIVATE } from './private-request.ts';

/** A server's answer with its whole body. */
export interface Answer {
  readonly status: number;
  /** The JSON of its body; `undefined` when there is none. */
  readonly body: unknown;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | undefined;
}

/** Longer than 15 s, after which the BFF answers `unknown` at the latest. */
const TIMEOUT_MS = 20_000;

/**
 * Sends one request once and reads the whole answer within 20 s.
 *
 * @throws what `fetch` throws
 */
export async function exchange(url: string, init: RequestInit, fetch: typeof globalThis.fetch): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, { ...PRIVATE, ...init, signal: abort.signal });
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
