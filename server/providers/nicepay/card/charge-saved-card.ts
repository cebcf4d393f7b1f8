import {
  NotDelivered,
  OutcomeUnknown,
  Rejected,
  type CreateOrder,
  type PaymentReport,
} from '../../../payments/ports/ports.ts';
import { allAccounts } from '../environment/accounts.ts';
import { pay, registerDirect } from '../build.ts';
import { buildTokenPayment } from '../pay/build-payment.ts';
import { buildDirectRegistration } from '../register/build-registration.ts';
import { stepReferences } from './server-step.ts';
import { rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import { readPaymentAnswer } from '../pay/read-payment.ts';
import { readRegistration } from '../register/read-registration.ts';
import { readSavedCard } from './saved-card.ts';

/**
 * Charges a saved card: a registration, and then the payment step, which carries no card data and so can be ours. Only
 * the second call moves money, so whatever becomes of the first, nothing was charged.
 */
export async function chargeSavedCard(
  gatewayContext: GatewayContext,
  order: CreateOrder,
  savedToken: string,
  signal: AbortSignal,
): Promise<PaymentReport> {
  const { settings, io, send } = gatewayContext;
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
  const tXid = await unlessLost(
    async () => readRegistration(await send.ask(registration, signal), order, row.payMethod).tXid,
  );

  const sentAt = io.clock.now();
  const { merchantReference: referenceNo, money, returnUrl: callBackUrl } = order;
  const payable = { account, tXid, referenceNo, amount: money.amount, callBackUrl, now: sentAt };
  const call = pay(buildTokenPayment(payable, card.recurringToken));
  const step = await readPaymentAnswer(() => send.post(call, signal), call, payable);
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

/** Runs the registration of a charge. Lost without an answer, it leaves a transaction that nobody can pay any more. */
export async function unlessLost<T>(register: () => Promise<T>): Promise<T> {
  try {
    return await register();
  } catch (cause) {
    if (cause instanceof OutcomeUnknown) {
      throw new NotDelivered('the registration got no answer, and the charge itself was not asked for', { cause });
    }
    throw cause;
  }
}
