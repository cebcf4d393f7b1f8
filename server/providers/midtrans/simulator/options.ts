import type { Clock } from '../../../payments/ports/ports.ts';
import type { Deliver } from '../../simulation/simulator.ts';

export interface MidtransSimulatorOptions {
  /** Absolute, without a trailing slash. Snap is below it, at `/snap/v1`. */
  readonly baseUrl: string;
  /** Authenticates requests and signs notifications. */
  readonly serverKey: string;
  /** In every answer. */
  readonly merchantId: string;
  /** Where notifications go whose charge names no address of its own. */
  readonly webhookUrl: string;
  readonly clock: Clock;
  readonly uuid: () => string;
  readonly deliver: Deliver;
  /** How `slow` answers wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Default true: a new transaction is announced as well, as `pending`. */
  readonly announcesPending?: boolean | undefined;
  /** `body`: the HTTP status is the code of the body; default: 200 for almost everything, as Midtrans documents it. */
  readonly httpStatus?: 'body' | undefined;
}
