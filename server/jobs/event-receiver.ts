import type { DeliveredTypes } from '../payments/ports/ports.ts';

/** One try to deliver an event. */
export interface EventDelivery {
  readonly id: string;
  /** The JSON text, the same on every try. */
  readonly body: string;
  /** A later event of its stream was delivered before, or its views could not all be read: `body` has those of now. */
  readonly isOutdated: boolean;
  /** The time of this try. */
  readonly at: Date;
}

/** Where events go: the storefront's address, or its function in this process. */
export interface EventReceiver {
  /** The types that are sent. */
  readonly types: NonNullable<DeliveredTypes>;
  /** The HTTP status that acknowledges it, or does not. Throws where there is none. */
  readonly receive: (delivery: EventDelivery) => Promise<{ readonly status: number }>;
}
