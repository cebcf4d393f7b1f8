import type { Instruction } from '../../../../shared/instruction.ts';
import { OutcomeUnknown, Rejected, type CreateOrder, type PaymentReport } from '../../../payments/ports/ports.ts';
import { accountOf } from '../environment/accounts.ts';
import { registerCheckout, registerDirect } from '../build.ts';
import { buildPaymentForm } from '../pay/build-payment.ts';
import { buildCheckoutRegistration, buildDirectRegistration, type Registering } from './build-registration.ts';
import { chargeSavedCard } from '../card/charge-saved-card.ts';
import type { ChannelRow } from '../channels.ts';
import { rowOf, type GatewayContext } from '../transaction/gateway-context.ts';
import { endOf, numberInstruction } from './instruction.ts';
import { pageAddress, readRegistration } from './read-registration.ts';
import type { Said } from '../read.ts';

/** Registers one transaction. Nothing is paid by that: the customer's browser, a till or a bank does it afterwards. */
export async function create(
  gatewayContext: GatewayContext,
  order: CreateOrder,
  signal: AbortSignal,
): Promise<PaymentReport[]> {
  const row = rowOf(order);
  if (order.savedToken !== undefined) return [await chargeSavedCard(gatewayContext, order, order.savedToken, signal)];
  const registering = registeringOf(gatewayContext, order, row);
  if (isOnPage(row, gatewayContext)) return [await openPage(gatewayContext, order, registering, signal)];

  const call = registerDirect(row.payMethod, buildDirectRegistration(order, registering));
  const said = await gatewayContext.send.ask(call, signal);
  const { tXid } = readRegistration(said, order, row.payMethod);
  const instruction = nextStep(gatewayContext, order, registering, said, tXid);
  if (instruction === undefined) {
    const rejection = {
      code: 'NO_NUMBER',
      message: `the registration for ${row.channel} was answered without a number or code to pay with`,
      mend: true,
      fix: `ask NICEPAY what its merchant id for payMethod ${row.payMethod} may do`,
    };
    throw new OutcomeUnknown('registered without anything to pay with', { rejection });
  }
  return [{ ...registered(order, tXid), instruction, expiresAt: endOf(said), providerStatus: 'registered' }];
}

function registeringOf({ settings, io }: GatewayContext, order: CreateOrder, row: ChannelRow): Registering {
  // Holding money is a matter of the merchant id: no member of the request asks for it.
  const account = accountOf(settings.accounts, order.capture === 'manual' ? 'preauth' : row.account);
  if (account === undefined || order.money.currency !== 'IDR' || order.country !== 'ID') {
    throw new Rejected(
      { code: 'channel_unavailable' },
      `${row.channel} is not sold there, or not with these merchant ids`,
    );
  }
  return { row, account, settings, now: io.clock.now() };
}

/** Cards unless the merchant wants them direct, and whatever else is configured to be sold through the page. */
const isOnPage = (row: ChannelRow, { settings }: GatewayContext): boolean =>
  row.flow === 'page' ||
  (row.flow === 'card_form' && settings.cardMode === 'checkout') ||
  settings.checkoutChannels.has(row.channel);

async function openPage(
  gatewayContext: GatewayContext,
  order: CreateOrder,
  registering: Registering,
  signal: AbortSignal,
) {
  const { payMethod } = registering.row;
  const call = registerCheckout(payMethod, buildCheckoutRegistration(order, registering));
  const said = await gatewayContext.send.ask(call, signal);
  const { tXid } = readRegistration(said, order, payMethod);
  const { url, asTold } = pageAddress(said, tXid, gatewayContext.settings.baseUrl);
  if (!asTold)
    gatewayContext.io.log.warn(
      { merchantReference: order.merchantReference },
      'the address of the payment page is none of the configured hosts: the known one is used',
    );
  const instruction: Instruction = { kind: 'redirect', url, method: 'GET' };
  return { ...registered(order, tXid), instruction, providerStatus: 'registered for the page' };
}

function nextStep(
  gatewayContext: GatewayContext,
  order: CreateOrder,
  { row, account, now }: Registering,
  said: Said,
  tXid: string,
) {
  if (row.flow === 'number') return numberInstruction(said, row.payMethod, row);
  const payable = {
    account,
    tXid,
    referenceNo: order.merchantReference,
    amount: order.money.amount,
    callBackUrl: order.returnUrl,
    now,
  };
  return buildPaymentForm(payable, row, order, gatewayContext.settings.baseUrl);
}

const registered = ({ merchantReference }: CreateOrder, tXid: string) =>
  ({ subject: 'payment', outcome: 'requires_action', merchantReference, providerReferences: { tXid } }) as const;
