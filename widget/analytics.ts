import type { ChannelGroup } from '../shared/channel-kind.ts';
import type { CheckoutStatus, PaymentStatus } from '../shared/payment-status.ts';

/** What a customer did or saw, by name. */
export type AnalyticsName =
  | 'opened'
  | 'list_shown'
  | 'searched'
  | 'channel_selected'
  | 'pay_pressed'
  | 'instruction_shown'
  | 'code_copied'
  | 'redirected'
  | 'returned'
  | 'status_changed'
  | 'paid'
  | 'closed'
  | 'error';

/** Holds no amount, reference, text or number of the customer: nothing that says who they are or what they buy. */
export interface AnalyticsEntry {
  readonly name: AnalyticsName;
  /** Milliseconds since the element was created on this page. */
  readonly msSinceOpen: number;
  /** The channel's code. */
  readonly channel?: string | undefined;
  readonly group?: ChannelGroup | undefined;
  /** Of the payment; with `closed` of the checkout. */
  readonly status?: PaymentStatus | CheckoutStatus | undefined;
  /** Of the problem. */
  readonly code?: string | undefined;
}

export type AnalyticsFacts = Omit<AnalyticsEntry, 'name' | 'msSinceOpen'>;
