import { MalformedNotification, NotDelivered, OutcomeUnknown, type Gateway } from '../payments/ports/ports.ts';

/**
 * The gateway of a provider that is not configured any more, for payments that were made there. Inquiries are not
 * answered, so nothing is taken for final. Commands are not sent, and it has no `cancel`. No notification is verified,
 * so that the provider sends it again later.
 */
export function unconfiguredGateway(provider: string): Gateway {
  const noAnswer = (): Promise<never> =>
    Promise.reject(new OutcomeUnknown(`${provider} is not configured, so it cannot be queried`));
  const notSent = (): Promise<never> =>
    Promise.reject(new NotDelivered(`${provider} is not configured, so nothing was sent`));
  return {
    create: notSent,
    inquire: noAnswer,
    confirm: notSent,
    resendOtp: notSent,
    capture: notSent,
    decideChallenge: notSent,
    refund: notSent,
    inquireRefund: noAnswer,
    inquireProviderRefunds: noAnswer,
    inquireSavedMethod: noAnswer,
    removeSavedMethod: notSent,
    payout: notSent,
    inquirePayout: noAnswer,
    confirmReceipt: notSent,
    verify: () => undefined,
    read: () => {
      throw new MalformedNotification(`${provider} is not configured`);
    },
  };
}
