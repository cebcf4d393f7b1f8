import type { Clock } from '../../../payments/ports/ports.ts';
import type { Deliver } from '../../simulation/simulator.ts';

/** Payment methods. `00`, which only NICEPAY's page has, is not one: there the customer chooses. */
export const METHODS = ['01', '02', '03', '04', '05', '06', '08'] as const;
export type Method = (typeof METHODS)[number];

/** One merchant id, with what is activated for it. */
export interface SimulatedMerchant {
  /** Ten letters and digits. */
  readonly iMid: string;
  readonly merchantKey: string;
  /** Activated payment methods; default: all. */
  readonly methods?: readonly Method[] | undefined;
  /** Cards are authorized, and captured by a call of their own. Default: false. */
  readonly preauth?: boolean | undefined;
  /** Numbers of months that cards may be paid in; default 3, 6 and 12. */
  readonly installments?: readonly number[] | undefined;
  /** Default: true. */
  readonly partialCancel?: boolean | undefined;
}

export interface NicepaySimulatorOptions {
  /** Absolute, without a trailing slash, ending in `/nicepay`. The API, the pages and all URLs in responses are below it. */
  readonly baseUrl: string;
  readonly merchants: readonly SimulatedMerchant[];
  readonly clock: Clock;
  /** Random UUIDs, or predictable ones for a test: all ids and numbers are made from them. */
  readonly uuid: () => string;
  /** Delivers a notification to the `dbProcessUrl` of its transaction. */
  readonly deliver: Deliver;
  /** How `slow` responses wait. Without it they do not: a test moves its own clock. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Format of the response to a server's payment step. Default `form`, as recorded; the others are not documented. */
  readonly tokenAnswer?: 'form' | 'redirect' | 'json' | undefined;
  /** `status` of a declined server's payment step, not documented. Default `8`, failed; `9` is initialised. */
  readonly declinedShows?: '8' | '9' | undefined;
  /** How the browser returns to the shop: NICEPAY's documents disagree. Default `GET`. */
  readonly pageReturn?: 'GET' | 'POST' | undefined;
  /** Stores take no payment at night, as in reality. Default: false, so that a demo works at any hour. */
  readonly countersClose?: boolean | undefined;
}

export const isActivated = ({ methods = METHODS }: SimulatedMerchant, method: Method): boolean =>
  methods.includes(method);
