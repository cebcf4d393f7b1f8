import type { Gateway } from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { cancelPayment } from './cancel/cancel-payment.ts';
import { inquireProviderRefunds, inquireRefund } from './cancel/inquire-refund.ts';
import { refund } from './cancel/refund.ts';
import { capture } from './capture/capture.ts';
import { describeSavedCard } from './card/saved-card.ts';
import type { NicepaySettings } from './environment.ts';
import { allAccounts } from './environment/accounts.ts';
import { inquirePayment } from './inquire/inquire-payment.ts';
import { createVerifier, readNotification } from './notifications.ts';
import { confirmReceipt } from './receipt/confirm-receipt.ts';
import { create } from './register/create.ts';
import { createSender } from './send.ts';
import type { GatewayContext } from './transaction/gateway-context.ts';

/** NICEPAY's gateway: each operation is implemented in the folder of its call. */
export function connectNicepay(settings: NicepaySettings, io: ProviderIo): Gateway {
  const context: GatewayContext = { settings, io, sender: createSender(settings, io) };
  return {
    create: (order, signal) => create(context, order, signal),
    inquire: (ref, signal, unconfirmed) => inquirePayment(context, ref, signal, unconfirmed),
    cancel: (ref, status, signal) => cancelPayment(context, ref, status, signal),
    capture: (ref, money, signal) => capture(context, ref, money, signal),
    refund: (ref, order, signal) => refund(context, ref, order, signal),
    inquireRefund: (ref, order, signal) => inquireRefund(context, ref, order, signal),
    inquireProviderRefunds: (ref, signal) => inquireProviderRefunds(context, ref, signal),
    /** NICEPAY has no call that describes or removes a token, so a removed card is only forgotten on our side. */
    inquireSavedMethod: (token) => Promise.resolve(describeSavedCard(token)),
    confirmReceipt: (ref, signal) => confirmReceipt(context, ref, signal),
    verify: createVerifier(allAccounts(settings.accounts)),
    read: readNotification,
  };
}
