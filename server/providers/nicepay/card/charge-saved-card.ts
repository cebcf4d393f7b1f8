import { Rejected, type PaymentOrder, type PaymentReport } from '../../../payments/ports/ports.ts';
import { pay, registerDirect } from '../build.ts';
import { rowOf } from '../channels.ts';
import { allAccounts } from '../environment/accounts.ts';
import { buildTokenPayment } from '../pay/build-payment.ts';
import { readPaymentResponse } from '../pay/read-payment.ts';
import { buildDirectRegistration } from '../register/build-registration.ts';
import { readRegistration } from '../register/read-registration.ts';
import { beforeCommand } from '../transaction/before-command.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { readSavedCard } from './saved-card.ts';
import { stepReferences } from './server-step-reference.ts';

/**
 * Charges a saved card: a registration, then the payment step, which carries no card data and so can be made by our
 * server. Only the second call moves money: whatever happens to the first, nothing was charged.
 *
 * @throws {Rejected} the saved card belongs to a merchant id that is not configured, or NICEPAY rejected the registration
 * @throws {NotDelivered} nothing was charged, and the charge may be tried again
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-recurring-payment-api-credit-card
 */
export async function chargeSavedCard(
  context: GatewayContext,
  order: PaymentOrder,
  savedToken: string,
  signal: AbortSignal,
): Promise<PaymentReport> {
  const { settings, io, sender } = context;
  const row = rowOf(order);
  const card = readSavedCard(savedToken);
  const account = allAccounts(settings.accounts).find(({ iMid }) => iMid === card?.iMid);
  if (card === undefined || account === undefined || row.flow !== 'card_form') {
    throw new Rejected(
      { code: 'saved_method_invalid' },
      'the saved card belongs to a merchant id that is not configured',
    );
  }
  const now = io.clock.now();
  const registration = registerDirect(row.payMethod, buildDirectRegistration(order, { row, account, settings, now }));
  const tXid = await beforeCommand(
    'the charge was not sent: the registration before it got no response',
    async () => readRegistration(await sender.send(registration, signal), order, row.payMethod).tXid,
  );

  const sentAt = io.clock.now();
  const { merchantReference: referenceNo, money, returnUrl: callBackUrl } = order;
  const payable = { account, tXid, referenceNo, amount: money.amount, callBackUrl, now: sentAt };
  const call = pay(buildTokenPayment(payable, card.recurringToken));
  const step = await readPaymentResponse(() => sender.sendRaw(call, signal), call, payable);
  return {
    subject: 'payment',
    outcome: step.outcome,
    merchantReference: order.merchantReference,
    providerReferences: { tXid, ...stepReferences(tXid, sentAt) },
    ...(step.outcome === 'paid' ? { transactionId: tXid, money } : {}),
    failure: step.failure,
    rejection: step.rejection,
    providerStatus: step.providerStatus,
  };
}
