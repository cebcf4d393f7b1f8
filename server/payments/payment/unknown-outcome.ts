import type { PaymentOutcome, PaymentTestimony } from '../ports/ports.ts';

/** The evidence of how a call of ours ended, where the gateway gave none of its own. */
export const told = (
  outcome: Exclude<PaymentOutcome, 'reversed'>,
  said: string,
  more: Partial<PaymentTestimony> = {},
) => ({ source: 'answer', testimony: { subject: 'payment', outcome, ids: {}, said, ...more } }) as const;

/** The evidence that a call was made and nobody knows what became of it. */
export const lost = (said: string) => told('unknown', said);
