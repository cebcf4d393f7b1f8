import type { Instruction } from '../../../../shared/instruction.ts';
import { OutcomeUnknown, Rejected, type PaymentOrder, type PaymentReport } from '../../../payments/ports/ports.ts';
import { registerCheckout, registerDirect } from '../build.ts';
import { chargeSavedCard } from '../card/charge-saved-card.ts';
import { rowOf, type ChannelRow } from '../channels.ts';
import { accountOf } from '../environment/accounts.ts';
import { buildPaymentForm } from '../pay/build-payment.ts';
import type { ReceivedFields } from '../read.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import { buildCheckoutRegistration, buildDirectRegistration, type RegistrationContext } from './build-registration.ts';
import { expiryOf, numberInstruction } from './number-instruction.ts';
import { readPageUrl, readRegistration } from './read-registration.ts';

/**
 * Registers a transaction, or charges a saved card. A registration moves no money: the customer's browser, a store or a
 * bank does so afterwards.
 *
 * @throws {Rejected} the channel is not available, or NICEPAY rejected the order
 * @throws {NotDelivered} nothing was registered, and the order may be sent again
 * @throws {OutcomeUnknown} the order was sent and its outcome is unknown
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-registration-api-convenience-store and its siblings
 */
export async function create(
  context: GatewayContext,
  order: PaymentOrder,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(order);
  if (order.savedToken !== undefined) return [await chargeSavedCard(context, order, order.savedToken, signal)];
  const registration = registrationContextOf(context, order, row);
  if (isPaidOnPage(row, context)) return [await createPage(context, order, registration, signal)];

  const call = registerDirect(row.payMethod, buildDirectRegistration(order, registration));
  const fields = await context.sender.send(call, signal);
  const { tXid } = readRegistration(fields, order, row.payMethod);
  const instruction = directInstruction(context, order, registration, fields, tXid);
  if (instruction === undefined) {
    const rejection = {
      code: 'NO_NUMBER',
      message: `the response to the registration of ${row.channel} has no number or code to pay with`,
      mend: true,
      fix: `ask NICEPAY whether payMethod ${row.payMethod} is activated for the merchant id`,
    };
    throw new OutcomeUnknown('registered without a number or code to pay with', { rejection });
  }
  return [{ ...registered(order, tXid), instruction, expiresAt: expiryOf(fields), providerStatus: 'registered' }];
}

function registrationContextOf(
  { settings, io }: GatewayContext,
  order: PaymentOrder,
  row: ChannelRow,
): RegistrationContext {
  // Whether a card is captured at once depends on the merchant id: the request has no field for it.
  const account = accountOf(settings.accounts, order.capture === 'manual' ? 'preauth' : row.account);
  if (account === undefined || order.money.currency !== 'IDR' || order.country !== 'ID') {
    throw new Rejected(
      { code: 'channel_unavailable' },
      `${row.channel} is not available in this country or currency, or with the configured merchant ids`,
    );
  }
  return { row, account, settings, now: io.clock.now() };
}

/** Cards, unless configured as direct, and the channels that are configured for NICEPAY's page. */
const isPaidOnPage = (row: ChannelRow, { settings }: GatewayContext): boolean =>
  row.flow === 'page' ||
  (row.flow === 'card_form' && settings.cardMode === 'checkout') ||
  settings.checkoutChannels.has(row.channel);

async function createPage(
  { settings, io, sender }: GatewayContext,
  order: PaymentOrder,
  registration: RegistrationContext,
  signal: AbortSignal,
): Promise<PaymentReport> {
  const { payMethod } = registration.row;
  const call = registerCheckout(payMethod, buildCheckoutRegistration(order, registration));
  const fields = await sender.send(call, signal);
  const { tXid } = readRegistration(fields, order, payMethod);
  const { url, isFromResponse } = readPageUrl(fields, tXid, settings.baseUrl);
  if (!isFromResponse)
    io.log.warn(
      { merchantReference: order.merchantReference },
      'the paymentURL in the response is not on a NICEPAY host: using the documented page URL',
    );
  const instruction: Instruction = { kind: 'redirect', url, method: 'GET' };
  return { ...registered(order, tXid), instruction, providerStatus: 'registered for the page' };
}

function directInstruction(
  { settings }: GatewayContext,
  order: PaymentOrder,
  { row, account, now }: RegistrationContext,
  fields: ReceivedFields,
  tXid: string,
): Instruction | undefined {
  if (row.flow === 'number') return numberInstruction(fields, row.payMethod, row);
  const payable = {
    account,
    tXid,
    referenceNo: order.merchantReference,
    amount: order.money.amount,
    callBackUrl: order.returnUrl,
    now,
  };
  return buildPaymentForm(payable, row, order, settings.baseUrl);
}

const registered = ({ merchantReference }: PaymentOrder, tXid: string) =>
  ({ subject: 'payment', outcome: 'requires_action', merchantReference, providerReferences: { tXid } }) as const;
