/** So many uses of one key in a window that begins with the first of them. */
export interface RateLimit {
  readonly points: number;
  readonly windowMs: number;
}

export interface RateLimiter {
  /** Counts a use of this key. Returns for how many milliseconds there were too many; nothing where it is allowed. */
  take(key: string): Promise<number | undefined>;
  /** Undoes a use that was counted and did not take place. */
  giveBack(key: string): Promise<void>;
}

/** @param name what is limited; limiters of one name count together */
export type RateLimiters = (name: string, limit: RateLimit) => RateLimiter;
