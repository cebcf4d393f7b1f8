import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../../payments/ports/ports.ts';
import type { Deliver } from '../../simulation/simulator.ts';

export interface BdpaySimulatorOptions {
  /** Absolute, without a trailing slash; it may have a path. The API, the pages and every address we give out. */
  readonly baseUrl: string;
  readonly merchantCode: string;
  /** Verifies what the merchant signed. */
  readonly merchantPublicKey: KeyObject;
  /** Signs answers and notifications. */
  readonly platformPrivateKey: KeyObject;
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: every id and number is made of them. */
  readonly uuid: () => string;
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** How notifications are written. The documents say "form". Default `urlencoded`. */
  readonly notificationForm?: 'urlencoded' | 'multipart' | 'json' | undefined;
  /** How long after the order a recipient's bank has paid, unless a fault says otherwise. Default 12 s. */
  readonly payoutMs?: number | undefined;
  /** What the merchant has at the start, in rupiah. Default 1,000,000,000. */
  readonly balance?: number | undefined;
}
