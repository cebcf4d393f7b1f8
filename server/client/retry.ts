/** Answers that say "not now": of the server (429, 503) or of a proxy before it (502, 504). */
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);
export const mayRetry = (status: number): boolean => NOT_NOW.has(status);

const FIRST_WAIT_MS = 250;

/** How long to wait before the next try, in milliseconds: as the server says, else longer each time, at random. */
export const waitMs = (tries: number, retryAfterSeconds: number | undefined, random: () => number): number =>
  retryAfterSeconds === undefined ? FIRST_WAIT_MS * 2 ** tries * (0.5 + random() / 2) : retryAfterSeconds * 1_000;

/** `Retry-After`: a number of seconds, or a date. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}

/** Ends early when `signal` is aborted. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
