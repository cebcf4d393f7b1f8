import type { PaymentSlip } from './payment-slip.ts';

/**
 * The slip as a message: the numbers as they are pasted, without blanks. Not the page's address, which may hold the
 * customer's token.
 */
export const slipText = ({ channel, order, facts, amount, deadline }: PaymentSlip): string =>
  [
    ...(order ? [order] : []),
    channel,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...[amount, deadline].map(({ label, value, shown }) => `${label}: ${shown ?? value}`),
  ].join('\n');
