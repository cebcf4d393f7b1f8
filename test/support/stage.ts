import type { ChannelChoice } from '../../server/payments/channel/resolve-channel-choice.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Clock } from '../../server/payments/ports/ports.ts';
import type { Deliver, FaultKind, SimulatedOperation, Simulator } from '../../server/providers/simulation/simulator.ts';
import type { InstructionKind } from '../../shared/instruction.ts';

/** What a notification says, by the provider's own names. */
export type NotificationFields = Readonly<Record<string, unknown>>;

export interface SimulatorIo {
  readonly clock: Clock;
  readonly notificationUrl: string;
  readonly deliver: Deliver;
}

export type Sample = Partial<ChannelChoice> & { readonly channel: string };

/**
 * What a provider's tests need besides its registry line: its simulator, and one channel for each kind of instruction.
 * `test/support/stages/<id>.ts` exports one as `stage`; it is found by the id in the registry.
 */
export interface Stage {
  /** Under which its gateway talks to its simulator. */
  readonly environment: Readonly<Record<string, string>>;
  simulator(io: SimulatorIo): Simulator;
  /** What a request of its gateway to its simulator is about; `path` is below the simulator's address. */
  operationOf(method: string, path: string, body: string): SimulatedOperation;
  /** How it rejects wrong credentials, a wrong signature or a missing permission: its own code, and the HTTP status. */
  readonly wrongCredentials: { readonly code: string; readonly status: number };
  /** Faults that this provider cannot have, and why. */
  readonly impossible?: Partial<Record<FaultKind, string>>;
  /** One channel for each kind of instruction that it offers; at least one. */
  readonly samples: Partial<Record<InstructionKind, Sample>>;
  /** A channel that can be saved and then charged without the customer. */
  readonly savable?: Sample;
  /** The call that charges a saved method; `create` where there is no other. */
  readonly charging?: SimulatedOperation;
  /** A channel that can be refunded, wholly or in part. */
  readonly refundable?: Sample;
  /** A channel whose money can be held and captured in part. */
  readonly holdable?: Sample;
  /** Our reference out of one that was derived from it, where a provider wants another one for every movement. */
  paymentReference?(reference: string): string;
  /** A notification that proves its sender, whatever it says. */
  signedNotification(fields: NotificationFields, notificationUrl: string): Request;
  /** A notification that proves its sender and claims that this payment is paid, which it need not be. */
  genuineClaim(payment: Payment, notificationUrl: string): Request;
}
