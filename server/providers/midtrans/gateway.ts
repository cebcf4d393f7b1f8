import { Rejected, type Gateway } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { findRow } from './channels.ts';
import { charge } from './charge/charge.ts';
import { capture } from './commands/capture.ts';
import { endPayment } from './commands/end-payment.ts';
import { inquireProviderRefunds, inquireRefund, refund } from './commands/refund.ts';
import type { MidtransSettings } from './environment.ts';
import { inquire, statusTarget } from './inquire/inquire-payment.ts';
import { readNotification, verifier } from './notifications.ts';
import { readTransaction } from './read.ts';
import { maskedCard } from './saved-card.ts';
import { transactionSchema } from './schema.ts';
import { sender } from './send.ts';
import { openPage } from './snap/open-page.ts';
import { endCall } from './wire/api-call.ts';

/** Ties builders, the one sender and readers together. */
export function connectMidtrans(settings: MidtransSettings, io: ProviderIo): Gateway {
  const send = sender(settings, io);
  const base = settings.baseUrl;
  const now = (): number => io.clock.now();

  return {
    async create(order, signal) {
      const row = findRow(order.channel, order.country, order.money.currency);
      if (row === undefined)
        throw new Rejected({ code: 'channel_unavailable' }, 'channel not offered in this country and currency');
      const isPage = row.type === 'credit_card' && order.savedToken === undefined;
      return (isPage ? openPage : charge)(send, order, row, { base, now: now() }, signal);
    },

    inquire: (ref, signal) => inquire(send, ref, base, now(), signal),
    cancel: (ref, status, signal) => endPayment(send, ref, status, signal),

    /** @see https://docs.midtrans.com/reference/approve-transaction; https://docs.midtrans.com/reference/deny-transaction */
    async decideChallenge(ref, verdict, signal) {
      const transaction = await send(endCall(statusTarget(ref), verdict), transactionSchema, signal);
      return [readTransaction(transaction, ref.providerReferences)];
    },

    capture: (ref, money, signal) => capture(send, ref, money, signal),
    refund: (ref, order, signal) => refund(send, ref, order, signal),
    inquireRefund: (ref, order, signal) => inquireRefund(send, ref, order, signal),
    inquireProviderRefunds: (ref, signal) => inquireProviderRefunds(send, ref, signal),

    /** Midtrans has no inquiry about a saved card, nor a call that removes one: the next charge shows. */
    inquireSavedMethod: (token) =>
      Promise.resolve({
        subject: 'saved_method',
        outcome: 'active',
        token,
        masked: maskedCard(token),
        providerStatus: 'saved with a payment',
      }),

    verify: verifier(settings.serverKey),
    read: readNotification(io.log),
  };
}
