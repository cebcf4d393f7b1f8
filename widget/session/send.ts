import { type Answer, exchange } from './exchange.ts';

export interface SendOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Wait before the n-th retry of a read, in ms. Default: 0.3 s, 0.6 s, 1.2 s. */
  readonly retryDelayMs?: ((retry: number) => number) | undefined;
}

const MAX_RETRIES = 3;
/** The longest pause between retries, whatever `Retry-After` says: the customer waits. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * A request as often as it may be sent. A read without an answer, or with 408, 429 or 5xx, is retried three times at most;
 * what changes anything never is.
 *
 * @param reads it changes nothing
 * @param first the first try, where that is under way already
 * @throws what `fetch` throws, after the last try
 */
export async function send(
  url: string,
  init: RequestInit,
  reads: boolean,
  options: SendOptions,
  first?: Promise<Answer>,
): Promise<Answer> {
  let started = first;
  for (let retry = 1; ; retry += 1) {
    const last = !reads || retry > MAX_RETRIES;
    let pauseMs = options.retryDelayMs?.(retry) ?? 150 * 2 ** retry;
    try {
      const answer = await (started ?? exchange(url, init, options.fetch));
      if (last || !isTemporary(answer.status)) return answer;
      pauseMs = Math.min(answer.retryAfterMs ?? pauseMs, LONGEST_PAUSE_MS);
    } catch (error) {
      if (last) throw error;
    }
    started = undefined;
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs);
    });
  }
}

const isTemporary = (status: number): boolean => status === 408 || status === 429 || status >= 500;
