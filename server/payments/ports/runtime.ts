import type { Instant } from '../model/model.ts';

/* What the domain takes from the world around it, as arguments. */

export interface Clock {
  now(): Instant;
}

export interface IdGenerator {
  /** Prefix + 26 characters sortable by time: `co_01J…`. */
  next(prefix: 'co' | 'pay' | 'tok' | 'rf' | 'po' | 'evt'): string;
}

/** Structured: a message in plain words and facts beside it. Never secrets, tokens or personal data. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Tells who is watching a checkout that it changed. Called after the commit. */
export interface Changes {
  publish(checkoutId: string): void;
  /** Returns how to stop. */
  subscribe(checkoutId: string, listener: () => void): () => void;
}
