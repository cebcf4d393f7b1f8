import type { Clock } from '../../../payments/ports/ports.ts';
import type { Deliver } from '../../simulation/simulator.ts';

export interface XenditSimulatorOptions {
  /** Absolute, without a trailing slash; it may have a path. The API, the pages and every address we give out. */
  readonly baseUrl: string;
  readonly secretKey: string;
  /** What our notifications carry in `x-callback-token`. */
  readonly callbackToken: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: every id and number is made of them. */
  readonly uuid: () => string;
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Calls per minute and endpoint; the real one allows 60 with a test key. Default: no limit. */
  readonly callsPerMinute?: number | undefined;
  /** The account may charge cards without 3-D Secure. Default true. */
  readonly skipThreeDs?: boolean | undefined;
}
