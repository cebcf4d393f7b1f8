import type { EventType } from '../../../shared/event-type.ts';
import type { Checkout, Instant, Payment, Payout, Refund, SavedMethod } from '../model/model.ts';
import type { Changes, Clock, DeliveredTypes, IdGenerator, Log, ProviderRouter, Store } from '../ports/ports.ts';

/** What every operation of the domain works with. Made once, by the composition root or a test. */
export interface Domain {
  readonly store: Store;
  readonly providerRouter: ProviderRouter;
  readonly clock: Clock;
  readonly idGenerator: IdGenerator;
  readonly log: Log;
  readonly changes: Changes;
  readonly publicUrl: string;
  /** A payout waits until another payout key has let it go. Default false. */
  readonly payoutApproval?: boolean | undefined;
  /** Origins of merchant pages: the only ones a `returnUrl` may have. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** The types of events that go out by themselves; absent: there is no address to send them to. */
  readonly deliveredTypes?: DeliveredTypes;
  /** Counts what was told, once it is durable. */
  readonly countEvent?: ((type: EventType, subjects: EventSubjects) => void) | undefined;
  /** Counts what a notification claimed, once it is no longer asked about. */
  readonly countDroppedReport?: ((provider: string, reason: 'contradicted' | 'unanswered') => void) | undefined;
  /** Renders an event's body. What a storefront sees is decided where all other views are made. */
  readonly render: EventRenderer;
  /** Wakes the job runner: a job may be due now. */
  readonly wake: () => void;
  /** Runs work of the same key one after another within this process. */
  readonly exclusive: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** A signal that aborts after so many milliseconds: the time a provider call may take. */
  readonly timeout: (ms: number) => AbortSignal;
}

export interface EventSubjects {
  readonly checkout?: Checkout;
  /** The checkout's payments, newest first. */
  readonly payments?: readonly Payment[];
  readonly payment?: Payment;
  readonly refund?: Refund;
  readonly savedMethod?: SavedMethod;
  readonly payout?: Payout;
}

/** The JSON text of one event, as it will be signed and sent. */
export type EventRenderer = (
  event: { readonly type: EventType; readonly at: Instant; readonly sequence: number },
  subjects: EventSubjects,
) => string;
