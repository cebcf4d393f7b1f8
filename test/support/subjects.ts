import type { ProviderIo, RegisteredProvider } from '../../server/providers/provider.ts';
import { providers } from '../../server/providers/registry.ts';
import type { ConnectedProvider } from '../../server/routing/provider-router.ts';
import type { ChannelChoice } from '../../server/payments/channel/resolve-channel-choice.ts';
import type { Payment } from '../../server/payments/model/model.ts';
import type { Clock } from '../../server/payments/ports/ports.ts';
import type { Deliver, FaultKind, Operation, Simulator } from '../../server/providers/simulation/simulator.ts';
import type { InstructionKind } from '../../shared/instruction.ts';
import { bdpayStage } from './stages/bdpay.ts';
import { nicepayStage } from './stages/nicepay.ts';
import { xenditStage } from './stages/xendit.ts';

/** What a notification says, by the provider's own names. */
export type Members = Readonly<Record<string, unknown>>;

export interface SimulatorIo {
  readonly clock: Clock;
  readonly notificationUrl: string;
  readonly deliver: Deliver;
}

export type Sample = Partial<ChannelChoice> & { readonly channel: string };

/** What a provider's tests need besides its registry line: its simulator, and one way to pay per kind of instruction. */
export interface Stage {
  readonly id: string;
  /** Under which its gateway talks to its simulator. */
  readonly environment: Readonly<Record<string, string>>;
  simulator(io: SimulatorIo): Simulator;
  /** Faults that this provider cannot have, and why. */
  readonly impossible?: Partial<Record<FaultKind, string>>;
  /** One channel for each kind of instruction that it sells; every provider sells at least these two. */
  readonly samples: Partial<Record<InstructionKind, Sample>> & {
    readonly virtual_account: Sample;
    readonly qr: Sample;
  };
  /** A way to pay that can be saved and then charged without the customer. */
  readonly savable?: Sample;
  /** The call that takes a saved method's money; `create` where that is all there is. */
  readonly charging?: Operation;
  /** A way to pay that can be refunded, wholly or in part. */
  readonly refundable?: Sample;
  /** A way to pay whose money can be held and captured in part. */
  readonly holdable?: Sample;
  /** Our reference out of one that was made of it, where a provider wants one for every movement. */
  paymentReference?(reference: string): string;
  /** A notice that proves its sender, whatever it says. */
  signedNotification(members: Members, notificationUrl: string): Request;
  /** A notice that proves its sender and claims that this payment is paid, which it need not be. */
  genuineClaim(payment: Payment, notificationUrl: string): Request;
}

export interface Subject extends Omit<Stage, 'genuineClaim' | 'signedNotice'> {
  readonly provider: RegisteredProvider;
  /** What we answer to a notice that was stored. */
  readonly acknowledgement: string;
  connect(io: ProviderIo): ConnectedProvider;
  genuineClaim(payment: Payment): Request;
  signedNotification(members: Members): Request;
}

const NOTIFICATIONS = 'https://pay.example/v1/notifications';

const STAGES: readonly Stage[] = [xenditStage, nicepayStage, bdpayStage];

/** Every provider in the registry. One without a stage fails here, so that none goes untested. */
export const SUBJECTS: readonly Subject[] = providers.map((provider) => {
  const stage = STAGES.find(({ id }) => id === provider.id);
  if (stage === undefined) throw new Error(`the provider ${provider.id} has no stage in test/support/stages`);
  return {
    ...stage,
    provider,
    acknowledgement: provider.notification.accepted.body,
    connect(io) {
      const configured = provider.configure(stage.environment);
      if (!configured.ok)
        throw new Error(configured.faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
      return { provider, gateway: configured.connect(io) };
    },
    genuineClaim: (payment) => stage.genuineClaim(payment, NOTIFICATIONS),
    signedNotification: (members) => stage.signedNotification(members, NOTIFICATIONS),
  };
});
