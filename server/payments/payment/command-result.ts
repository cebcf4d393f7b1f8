import type { PaymentOutcome, PaymentReport } from '../ports/ports.ts';

/** Evidence of how a call ended, where the gateway reported nothing itself. */
export const commandResult = (
  outcome: Exclude<PaymentOutcome, 'reversed'>,
  providerStatus: string,
  more: Partial<PaymentReport> = {},
) =>
  ({
    source: 'command',
    report: { subject: 'payment', outcome, providerReferences: {}, providerStatus, ...more },
  }) as const;

/** Evidence that a command was sent and its outcome is not known. */
export const outcomeUnknown = (providerStatus: string) => commandResult('unknown', providerStatus);
