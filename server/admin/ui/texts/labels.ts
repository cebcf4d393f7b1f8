import { channelFacts, isChannelCode } from '../../../../shared/channel.ts';
import type { PaymentStatus, PayoutStatus, RefundStatus } from '../../../../shared/payment-status.ts';
import type { Outcome } from '../../wire/overview.ts';
import type { EventEntry } from '../../wire/timeline.ts';

/** How a status looks: `good` is done, `busy` goes on by itself, `warn` wants to be looked at, `bad` came to nothing. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'quiet';

export interface Label {
  readonly text: string;
  readonly tone: Tone;
}

const label = (text: string, tone: Tone): Label => ({ text, tone });

export const PAYMENT_LABELS: Readonly<Record<PaymentStatus, Label>> = {
  creating: label('Starting', 'busy'),
  requires_action: label('Waiting for customer', 'busy'),
  processing: label('Processing', 'busy'),
  authorized: label('Authorized', 'warn'),
  succeeded: label('Paid', 'good'),
  failed: label('Failed', 'bad'),
  expired: label('Expired', 'quiet'),
  canceled: label('Canceled', 'quiet'),
  unknown: label('Outcome unknown', 'warn'),
};

export const PAYOUT_LABELS: Readonly<Record<PayoutStatus, Label>> = {
  awaiting_approval: label('Waiting for approval', 'warn'),
  processing: label('Processing', 'busy'),
  unknown: label('Outcome unknown', 'warn'),
  succeeded: label('Paid out', 'good'),
  failed: label('Failed', 'bad'),
};

export const REFUND_LABELS: Readonly<Record<RefundStatus, Label>> = {
  processing: label('Processing', 'busy'),
  succeeded: label('Refunded', 'good'),
  failed: label('Failed', 'bad'),
  unknown: label('Outcome unknown', 'warn'),
};

export const DELIVERY_LABELS: Readonly<Record<EventEntry['delivery']['status'], Label>> = {
  delivered: label('Delivered', 'good'),
  waiting: label('Waiting', 'busy'),
  refused: label('Refused by the shop', 'bad'),
  held: label('Behind an earlier event', 'busy'),
  exhausted: label('Given up', 'bad'),
  off: label('Not sent', 'quiet'),
};

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  paid: 'Paid',
  open: 'Still open',
  left: 'Expired or canceled',
  failed: 'Failed',
  unknown: 'Outcome unknown',
};

/** In English; most channels are named by their brand anyway. */
export function channelName(code: string): string {
  if (!isChannelCode(code)) return code;
  const { kind, label: name } = channelFacts(code);
  if (kind === 'card') return 'Card';
  return kind === 'checkout_page' ? 'Payment page' : name.replace('Virtual Account', 'VA');
}

/** `awaiting_approval` → `awaiting approval`, for what has no text of its own. */
export const plainWords = (code: string): string => code.replaceAll('_', ' ');
