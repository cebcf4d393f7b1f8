import { MalformedNotification, NotDelivered, OutcomeUnknown, type Gateway } from '../payments/ports/ports.ts';

/**
 * Stands for a provider that is not configured any more while payments made there are still to be looked after. It is
 * silent: a question has no answer, so nobody believes that anything is over. A command is not sent at all. It withdraws
 * nothing, and no notice of it proves its sender, so that the provider sends it again later.
 */
export function silentGateway(provider: string): Gateway {
  const noAnswer = (): Promise<never> =>
    Promise.reject(new OutcomeUnknown(`${provider} is not configured, so it cannot be asked`));
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
