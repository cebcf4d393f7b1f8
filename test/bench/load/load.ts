import type { Answer } from './http-connection.ts';

/** What is sent to a server, whatever the rate. */
export interface Load {
  readonly port: number;
  /** Ends then at the latest. */
  readonly seconds: number;
  /** The next request; `undefined`: there are no more, and the load ends. */
  readonly next: () => string | undefined;
  /** The status of a success. */
  readonly expected: number;
  readonly onAnswer?: (answer: Answer) => void;
}
