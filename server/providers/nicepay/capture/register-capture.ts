import type { Money } from '../../../../shared/money.ts';
import { NotDelivered, Rejected, type CreateOrder, type PaymentRef } from '../../../payments/ports/ports.ts';
import { registerDirect } from '../build.ts';
import type { Transaction } from '../inquire/build-inquiry.ts';
import { buildDirectRegistration } from '../register/build-registration.ts';
import { unlessLost } from '../card/charge-saved-card.ts';
import { rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import { ReferenceTaken } from '../errors.ts';
import { readRegistration } from '../register/read-registration.ts';
import { capturesOf, captureReference } from '../transaction/payment-transactions.ts';

const LAST_ATTEMPT = 9;

/**
 * The transaction that a capture is paid with. A number whose registration got lost is used up, and since no payment
 * step ever followed it, the next number is taken.
 */
export async function registerCapture(
  gatewayContext: GatewayContext,
  ref: PaymentRef,
  money: Money,
  { account }: Pick<Transaction, 'account'>,
  signal: AbortSignal,
): Promise<Transaction> {
  const { settings, io, send } = gatewayContext;
  const row = rowOf(ref);
  const now = io.clock.now();
  const known = capturesOf(ref, settings.accounts).length;
  for (let attempt = known + 1; attempt <= LAST_ATTEMPT; attempt += 1) {
    const order = orderOf(ref, money, captureReference(ref.merchantReference, attempt), now);
    const fields = buildDirectRegistration(order, { row, account, settings, now });
    try {
      const said = await unlessLost(() => send.ask(registerDirect(row.payMethod, fields), signal));
      const { tXid } = readRegistration(said, order, row.payMethod);
      return { account, tXid, referenceNo: order.merchantReference, amount: money.amount };
    } catch (error) {
      if (!(error instanceof NotDelivered && error.cause instanceof ReferenceTaken)) throw error;
    }
  }
  throw new Rejected({ code: 'provider_error' }, 'no number is left to register a capture with');
}

/** The buyer is not known any more by then; the hold that it draws on carries who he is. */
function orderOf(ref: PaymentRef, money: Money, merchantReference: string, now: number): CreateOrder {
  if (ref.returnUrl === undefined || ref.notificationUrl === undefined) {
    throw new Rejected({ code: 'provider_error' }, 'a capture needs the addresses that a registration carries');
  }
  return {
    merchantReference,
    channel: ref.channel,
    money,
    country: ref.country,
    expiresAt: now,
    fields: {},
    capture: 'manual',
    save: false,
    merchantInitiated: true,
    returnUrl: ref.returnUrl,
    notificationUrl: ref.notificationUrl,
  };
}
