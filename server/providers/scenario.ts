import type { ChannelCode } from '../../shared/channel.ts';
import type { Gateway, PaymentOrder, PaymentRef, RawNotification } from '../payments/ports/ports.ts';
import type { ProviderIo } from './provider-io.ts';

/** One line of the sheet of test scenarios that a merchant hands in to the provider. */
export interface Scenario {
  /** Never renamed: `card.charge`. */
  readonly id: string;
  /** What is tried and what has to come of it, in one line. */
  readonly title: string;
  /**
   * Tries it, and returns the evidence: references and statuses of the provider, no secrets and no card data.
   *
   * @throws {Manual} a person has to do it here
   * @throws {Error} it failed
   */
  run(stage: ScenarioStage): Promise<string>;
}

/** What a scenario is played with: the provider at the configured address, with the configured credentials. */
export interface ScenarioStage {
  readonly gateway: Gateway;
  /** For a gateway with other settings. */
  readonly io: ProviderIo;
  /** Ends when the scenario's time is over. */
  readonly signal: AbortSignal;
  /** A new order, valid for an hour, with a reference that was never used. */
  order(channel: ChannelCode, changes?: Partial<PaymentOrder>): PaymentOrder;
  /** Waits for what happens at the provider by itself. */
  pause(): Promise<void>;
  /** Of a payment or refund, as ours look at the provider. */
  newReference(prefix: 'pay' | 'rf' | 'po'): string;
  /**
   * What the customer, a bank or the clock does to the payment.
   *
   * @throws {Manual} at a real sandbox, which nobody can press a button of for us
   */
  act(payment: Pick<PaymentRef, 'merchantReference'>, action: CustomerAction): Promise<void>;
  /**
   * The next notification about the payment.
   *
   * @throws {Manual} notifications do not arrive here
   */
  notification(merchantReference: string): Promise<RawNotification>;
  /** A page of the provider, as the customer's browser gets and posts it; redirects are not followed. */
  browse(url: string, form?: Readonly<Record<string, string>>): Promise<BrowsedPage>;
  /** The provider is one of our simulators. */
  readonly isSimulator: boolean;
}

export type CustomerAction = 'pay' | 'fail' | 'expire' | 'pay twice' | 'pay late';

export interface BrowsedPage {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/** The scenario cannot be automated here; the message says what a person has to do. */
export class Manual extends Error {
  override readonly name = 'Manual';
}
