import type { PaymentOutcome, PaymentReport } from '../ports/ports.ts';

/** The evidence of how a call of ours ended, where the gateway gave none of its own. */
export const commandResult = (
  outcome: Exclude<PaymentOutcome, 'reversed'>,
  said: string,
  more: Partial<PaymentReport> = {},
) => ({ source: 'answer', report: { subject: 'payment', outcome, ids: {}, said, ...more } }) as const;

/** The evidence that a call was made and nobody knows what became of it. */
export const outcomeUnknown = (said: string) => commandResult('unknown', said);
