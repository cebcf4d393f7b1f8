import type { PaymentOutcome, PaymentReport } from '../ports/ports.ts';

/** The evidence of how a call of ours ended, where the gateway gave none of its own. */
export const commandResult = (
  outcome: Exclude<PaymentOutcome, 'reversed'>,
  providerStatus: string,
  more: Partial<PaymentReport> = {},
) =>
  ({
    source: 'command',
    report: { subject: 'payment', outcome, providerReferences: {}, providerStatus, ...more },
  }) as const;

/** The evidence that a call was made and nobody knows what became of it. */
export const outcomeUnknown = (providerStatus: string) => commandResult('unknown', providerStatus);
