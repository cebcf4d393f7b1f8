import type { EventBody } from '../../shared/api/event-view.ts';
import type { EventType } from '../../shared/event-type.ts';

type Views = EventBody['data'];
type With<Name extends keyof Views> = Views & { [Each in Name]-?: NonNullable<Views[Each]> };

/** The views that an event of this type always carries. */
type DataOf<Type extends EventType> = Type extends `checkout.${string}`
  ? With<'checkout'>
  : Type extends `payment.${string}`
    ? With<'checkout' | 'payment'>
    : Type extends `saved_method.${string}`
      ? With<'savedMethod'>
      : With<'payout'>;

interface Envelope {
  /** `evt_…`, the same on every delivery: an id that you have processed before can be ignored. */
  readonly id: string;
  /**
   * The checkout (`co_…`) or payout (`po_…`) that it is about, whose events `data.sequence` counts. Empty for the `ping` of
   * `kasir doctor`, which is about nothing and of the type `views_only`.
   */
  readonly stream: string;
  /** When it happened: ISO 8601 UTC. */
  readonly timestamp: string;
}

/** A fact, by its type: `event.type === 'payment.failed'` says that `event.data.payment` is there. */
type FactOf<Type extends EventType> = Type extends EventType
  ? Envelope & { readonly type: Type; readonly data: DataOf<Type> }
  : never;

/**
 * What happened is of no use any more: you have seen a later event of the same checkout or payout, or this version does
 * not know the type. The views are those of the moment it was sent: bring the order in line with them and do nothing else.
 */
export interface ViewsOnlyEvent extends Envelope {
  readonly type: 'views_only';
  /** The type that it was sent with, for the log. */
  readonly originalType: string;
  readonly data: Views;
}

/** An event of the server. Discriminated by `type`. */
export type KasirEvent = FactOf<EventType> | ViewsOnlyEvent;
