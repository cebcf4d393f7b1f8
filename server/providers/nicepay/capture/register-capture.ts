import type { Money } from '../../../../shared/money.ts';
import { NotDelivered, Rejected, type PaymentOrder, type PaymentRef } from '../../../payments/ports/ports.ts';
import { registerDirect } from '../build.ts';
import { rowOf } from '../channels.ts';
import { DuplicateReference } from '../errors.ts';
import { buildDirectRegistration } from '../register/build-registration.ts';
import { readRegistration } from '../register/read-registration.ts';
import { beforeCommand } from '../transaction/before-command.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { capturesOf } from '../transaction/payment-transactions.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { captureReference } from './capture-reference.ts';

/** The reference has one digit for it. */
const MAX_CAPTURE_NUMBER = 9;

/**
 * Registers the transaction that a capture is paid with. A reference whose registration got no response is used up. It
 * was never followed by a payment step, so the next one can safely be used.
 *
 * @throws {NotDelivered} nothing was captured, and the capture may be tried again
 * @throws {Rejected} NICEPAY rejected the registration, or all references are used up
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-pre-auth-and-capture-registration-api-credit-card
 */
export async function registerCapture(
  { settings, io, sender }: GatewayContext,
  ref: PaymentRef,
  money: Money,
  { account }: Pick<Transaction, 'account'>,
  signal: AbortSignal,
): Promise<Transaction> {
  const row = rowOf(ref);
  const now = io.clock.now();
  const known = capturesOf(ref, settings.accounts).length;
  for (let captureNumber = known + 1; captureNumber <= MAX_CAPTURE_NUMBER; captureNumber += 1) {
    const order = orderOf(ref, money, captureReference(ref.merchantReference, captureNumber), now);
    const request = buildDirectRegistration(order, { row, account, settings, now });
    try {
      const fields = await beforeCommand('the capture was not sent: the registration before it got no response', () =>
        sender.send(registerDirect(row.payMethod, request), signal),
      );
      const { tXid } = readRegistration(fields, order, row.payMethod);
      return { account, tXid, referenceNo: order.merchantReference, amount: money.amount };
    } catch (error) {
      if (!(error instanceof NotDelivered && error.cause instanceof DuplicateReference)) throw error;
    }
  }
  throw new Rejected({ code: 'provider_error' }, 'all references for captures of this payment are used up');
}

/** The customer's data is no longer known at this time; NICEPAY has it from the authorization. */
function orderOf(ref: PaymentRef, money: Money, merchantReference: string, now: number): PaymentOrder {
  if (ref.returnUrl === undefined || ref.notificationUrl === undefined) {
    throw new Rejected({ code: 'provider_error' }, 'a capture needs a return URL and a notification URL');
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
