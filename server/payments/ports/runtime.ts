import type { Instant } from '../model/model.ts';

/* Time, ids, log and live updates, as arguments of the domain. */

export interface Clock {
  now(): Instant;
}

export interface IdGenerator {
  /** Prefix + 26 characters sortable by time: `co_01J…`. */
  next(prefix: 'co' | 'pay' | 'tok' | 'rf' | 'po' | 'evt'): string;
}

/** A structured log: a constant message, and facts beside it. Never secrets, tokens or personal data. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Live updates: subscribers learn that a checkout has changed. Published after the commit. */
export interface Changes {
  publish(checkoutId: string): void;
  /** The checkouts that somebody is subscribed to. */
  subscribed(): readonly string[];
  /** Returns a function that unsubscribes. */
  subscribe(checkoutId: string, listener: () => void): () => void;
}
