import type { Checkout, EventType, Payment, Refund, SavedMethod } from './payment.ts';
import type { Changes, Clock, Ids, Log, Market, Store } from './ports.ts';

/** What every operation of the domain works with. Made once, by the composition root or a test. */
export interface Domain {
  readonly store: Store;
  readonly market: Market;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly changes: Changes;
  readonly publicUrl: string;
  /** Origins of merchant pages: the only ones a `returnUrl` may have. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Renders an event's body; the only place that knows what a storefront sees lives in http/present.ts. */
  readonly render: EventRenderer;
  /** Wakes the job runner: a job is due now. */
  readonly wake: () => void;
}

export interface EventSubjects {
  readonly checkout?: Checkout;
  readonly payments?: readonly Payment[];
  readonly payment?: Payment;
  readonly refund?: Refund;
  readonly savedMethod?: SavedMethod;
}

/** The JSON text of one event, as it will be signed and sent. */
export type EventRenderer = (event: { type: EventType; at: number; sequence: number }, subjects: EventSubjects) => string;
