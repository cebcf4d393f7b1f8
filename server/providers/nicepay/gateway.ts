import { Rejected, type Gateway } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { allAccounts } from './environment/accounts.ts';
import { confirmAkulaku } from './build.ts';
import { buildReceipt } from './inquire/build-inquiry.ts';
import { capture } from './capture/capture.ts';
import { isAkulaku } from './channels.ts';
import { create } from './register/create.ts';
import { notThere, rowOf, type GatewayContext } from './transaction/gateway-context.ts';
import type { NicepaySettings } from './environment.ts';
import { readNotification, verifier } from './notifications.ts';
import { readOwnStep } from './card/server-step.ts';
import { inquireRefund, inquireProviderRefunds, refund } from './cancel/refund.ts';
import { describeSavedCard } from './card/saved-card.ts';
import { sender } from './send.ts';
import { transactionStatusOf } from './inquire/decisive-transaction.ts';
import { testify } from './inquire/payment-report.ts';
import { originalOf } from './transaction/payment-transactions.ts';
import { withdraw } from './cancel/cancel-payment.ts';

/** Ties builders, the one sender and readers together. */
export function connectNicepay(settings: NicepaySettings, io: ProviderIo): Gateway {
  const gatewayContext: GatewayContext = { settings, io, send: sender(settings, io) };

  return {
    create: (order, signal) => create(gatewayContext, order, signal),

    /** Without a `tXid` there is nothing to ask with: a lost registration can only be found again by a notification. */
    async inquire(ref, signal, unconfirmed = { providerReferences: {}, transactionIds: [] }) {
      const row = rowOf(ref);
      const original = originalOf(
        { ...ref, providerReferences: { ...unconfirmed.providerReferences, ...ref.providerReferences } },
        row,
        settings.accounts,
      );
      if (original === undefined) return [];
      const { transaction, transactionStatus } = await transactionStatusOf(
        gatewayContext,
        { ref, row, original, unconfirmed },
        signal,
      );
      const report = testify(transactionStatus, transaction, ref, row, unconfirmed.transactionIds);
      const ownStep = readOwnStep(transactionStatus, ref, io.clock.now());
      return [
        ownStep === undefined
          ? report
          : {
              ...report,
              ...ownStep,
              providerReferences: { ...report.providerReferences, ...ownStep.providerReferences },
            },
      ];
    },

    cancel: (ref, status, signal) => withdraw(gatewayContext, ref, status, signal),
    capture: (ref, money, signal) => capture(gatewayContext, ref, money, signal),
    refund: (ref, order, signal) => refund(gatewayContext, ref, order, signal),
    inquireRefund: (ref, order, signal) => inquireRefund(gatewayContext, ref, order, signal),
    inquireProviderRefunds: (ref, signal) => inquireProviderRefunds(gatewayContext, ref, signal),

    /** NICEPAY has no call that tells of a token or removes one: it is forgotten here, and good for nobody else. */
    inquireSavedMethod: (token) => Promise.resolve(describeSavedCard(token)),

    async confirmReceipt(ref, signal) {
      const row = rowOf(ref);
      if (!isAkulaku(row))
        throw new Rejected({ code: 'channel_unavailable' }, 'only Akulaku is told that goods arrived');
      const transaction = originalOf(ref, row, settings.accounts);
      if (transaction === undefined) throw notThere();
      await gatewayContext.send.ask(confirmAkulaku(buildReceipt(transaction, io.clock.now())), signal);
    },

    verify: verifier(allAccounts(settings.accounts)),
    read: readNotification,
  };
}
