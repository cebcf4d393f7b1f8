import type { EventType } from '../../../shared/event-type.ts';
import type { Checkout, Instant, Payment, Payout, Refund, SavedMethod } from '../model/model.ts';
import type {
  Changes,
  Clock,
  DeliveredTypes,
  Exclusive,
  IdGenerator,
  Lease,
  Log,
  ProviderRouter,
  RequestGuard,
  Store,
} from '../ports/ports.ts';

/** The dependencies of every operation of the domain. Created once, by the composition root or a test. */
export interface Domain {
  readonly store: Store;
  readonly providerRouter: ProviderRouter;
  readonly clock: Clock;
  readonly idGenerator: IdGenerator;
  readonly log: Log;
  readonly changes: Changes;
  readonly publicUrl: string;
  /** A payout waits until another payout key has approved it. Default false. */
  readonly payoutApproval?: boolean | undefined;
  /** Origins of merchant pages: a `returnUrl` must have one of them. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** The types of events that are delivered; absent: no webhook URL is configured. */
  readonly deliveredTypes?: DeliveredTypes;
  /** Counts an event, once it is durable. */
  readonly countEvent?: ((type: EventType, subjects: EventSubjects) => void) | undefined;
  /** Counts an unconfirmed report that was dropped. */
  readonly countDroppedReport?: ((provider: string, reason: 'contradicted' | 'unanswered') => void) | undefined;
  /** Renders an event's body, with the views of the HTTP API. */
  readonly render: EventRenderer;
  /** Tells the job runner when a job is due that was scheduled; default: now. */
  readonly wake: (dueAt?: Instant) => void;
  /** Runs work with the same key one at a time. The domain uses it through `exclusively`. */
  readonly exclusive: Exclusive;
  /** Within exclusive work: what it holds. Nothing is sent to a provider once it is lost. */
  readonly lease?: Lease | undefined;
  readonly requestGuard: RequestGuard;
  /** A signal that aborts after so many milliseconds: the time limit of a provider call. */
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
