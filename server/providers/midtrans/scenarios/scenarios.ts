import type { ChannelCode } from '../../../../shared/channel.ts';
import type { Gateway, RawNotification } from '../../../payments/ports/ports.ts';
import type { ProviderIo } from '../../provider-io.ts';
import type { Scenario } from '../../scenario.ts';
import {
  becomes,
  byHand,
  cancels,
  creates,
  evidenceOf,
  inquires,
  losesAnswer,
  notifies,
  paymentIn,
  place,
  refunds,
  refusesForgery,
  refusesWrongKey,
} from '../../scenario-steps.ts';
import type { MidtransSettings } from '../environment.ts';
import { connectMidtrans } from '../gateway.ts';
import { approvesChallenge, holdsCard, savesCard } from './card-scenarios.ts';

/**
 * Midtrans publishes no sheet; these are the flows of its sandbox page and of its go-live list.
 *
 * @see https://docs.midtrans.com/docs/testing-payment-on-sandbox
 */
export const midtransScenarios = (settings: MidtransSettings): readonly Scenario[] => {
  const connect = (io: ProviderIo): Gateway => connectMidtrans(settings, io);
  const withWrongKey = (io: ProviderIo): Gateway =>
    connectMidtrans({ ...settings, serverKey: 'SB-Mid-server-a-key-of-nobody' }, io);
  const method = (id: string, name: string, channel: ChannelCode): readonly Scenario[] => [
    creates({ id: `${id}.create`, title: `${name}: a transaction is created`, channel }, customerFor(channel)),
    becomes({ id: `${id}.pay`, title: `${name}: the customer pays`, channel }, 'pay', 'paid', customerFor(channel)),
  ];
  return [
    ...method('va', 'Virtual account', 'va_bca'),
    inquires({ id: 'va.query', title: 'Virtual account: the status before and after the payment', channel: 'va_bca' }),
    notifies({ id: 'va.notification', title: 'Virtual account: a genuine notification arrives', channel: 'va_bca' }),
    cancels({ id: 'va.cancel', title: 'Virtual account: an unpaid number is ended', channel: 'va_bca' }),
    becomes({ id: 'va.expire', title: 'Virtual account: it expires unpaid', channel: 'va_bca' }, 'expire', 'expired'),
    ...method('bill', 'Mandiri bill payment', 'va_mandiri'),
    ...method('indomaret', 'Indomaret', 'retail_indomaret'),
    ...method('qris', 'QRIS', 'qris'),
    refunds({ id: 'qris.refund_partial', title: 'QRIS: half is refunded', channel: 'qris' }, 0.5),
    ...method('gopay', 'GoPay', 'ewallet_gopay'),
    becomes({ id: 'gopay.fail', title: 'GoPay: the customer declines', channel: 'ewallet_gopay' }, 'fail', 'failed'),
    refunds({ id: 'gopay.refund', title: 'GoPay: the whole payment is refunded', channel: 'ewallet_gopay' }),
    ...method('shopeepay', 'ShopeePay', 'ewallet_shopeepay'),
    ...method('ovo', 'OVO', 'ewallet_ovo'),
    ...method('akulaku', 'Akulaku', 'paylater_akulaku'),
    ...method('kredivo', 'Kredivo', 'paylater_kredivo'),
    becomes({ id: 'card.pay', title: 'Card: paid on the Snap page', channel: 'card' }, 'pay', 'paid'),
    holdsCard,
    savesCard,
    approvesChallenge,
    losesAnswer({ id: 'error.timeout', title: 'Error: the answer to a charge is lost', channel: 'va_bca' }, connect),
    findsDuplicate,
    refusesWrongKey({ id: 'error.key', title: 'Error: a call has a wrong key', channel: 'va_bca' }, withWrongKey),
    refusesForgery(
      { id: 'notification.forged', title: 'Notification: one with another amount is refused', channel: 'va_bca' },
      withAnotherAmount,
    ),
    byHand(
      'notification.repeated',
      'Notification: one that is not taken comes again, five times in all',
      'stop the server, pay an order, start the server within two minutes, and look with `kasir notifications list`',
    ),
  ];
};

/** OVO sends its push to a phone, and lenders want to know their customer. */
const customerFor = (channel: ChannelCode) =>
  channel === 'ewallet_ovo' || channel.startsWith('paylater_')
    ? { fields: { name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281234567890' } }
    : {};

/** The order id guards for ever: the second charge is answered from the first. */
const findsDuplicate: Scenario = {
  id: 'error.duplicate',
  title: 'Error: an order id is charged twice, and one transaction is found',
  async run(stage) {
    const { order, ref, report } = await place(stage, 'va_bca');
    const again = paymentIn(await stage.gateway.create(order, stage.signal));
    if (again.providerReferences['transaction'] !== report.providerReferences['transaction'])
      throw new Error('a second transaction was made');
    return `${evidenceOf(ref, report)}: found again`;
  },
};

function withAnotherAmount(raw: RawNotification): RawNotification {
  const text = raw.body.toString('utf8').replace(/"gross_amount":\s*"[^"]*"/, '"gross_amount":"1.00"');
  return { ...raw, body: Buffer.from(text) };
}
