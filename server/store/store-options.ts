import type { Clock, Log } from '../payments/ports/ports.ts';
import type { Cipher } from '../platform/crypto.ts';

export interface StoreOptions {
  /** `file:./data/kasir.db`, whose directory is created when missing; or `postgres://…`. */
  readonly url: string;
  /** How many connections to PostgreSQL at most. Default 10. */
  readonly poolSize?: number | undefined;
  readonly clock: Clock;
  /** Encrypts personal data, tokens and everything that contains them. */
  readonly cipher: Cipher;
  readonly log: Log;
  /** Several instances use this store object, so what is exclusive needs leases. Default: only where it is PostgreSQL. */
  readonly isShared?: boolean | undefined;
  /** Called with the table whenever a sealed column could not be decrypted. */
  readonly countUnreadable?: ((table: string) => void) | undefined;
  /** Called with the seconds that each transaction took until it was durable. */
  readonly observeCommit?: ((seconds: number) => void) | undefined;
}
