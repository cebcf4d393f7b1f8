import { generateKeyPairSync } from 'node:crypto';
import type { ChannelCode } from '../../../../shared/channel.ts';
import type { Gateway } from '../../../payments/ports/ports.ts';
import type { ProviderIo } from '../../provider-io.ts';
import type { Scenario } from '../../scenario.ts';
import { refusesDuplicate } from '../../scenario-repeats.ts';
import {
  becomes,
  byHand,
  creates,
  inquires,
  losesAnswer,
  notifies,
  refusesForgery,
  refusesWrongKey,
  withFormField,
} from '../../scenario-steps.ts';
import type { BdpaySettings } from '../environment.ts';
import { connectBdpay } from '../gateway.ts';
import { payoutScenarios } from './payout-scenarios.ts';

/**
 * The joint debugging that BDPay asks for before the official account: every kind of method, notifications, inquiries,
 * payouts, and outcomes that are not known.
 *
 * @see https://document.bdpay.co.id, "technical docking instructions"
 */
export const bdpayScenarios = (settings: BdpaySettings): readonly Scenario[] => {
  const connect = (io: ProviderIo): Gateway => connectBdpay(settings, io);
  const withWrongKey = (io: ProviderIo): Gateway =>
    connectBdpay({ ...settings, privateKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey }, io);
  const method = (id: string, name: string, channel: ChannelCode): readonly Scenario[] => [
    creates({ id: `${id}.create`, title: `${name}: an order is created`, channel }, phoneFor(channel)),
    becomes({ id: `${id}.pay`, title: `${name}: the customer pays`, channel }, 'pay', 'paid', phoneFor(channel)),
  ];
  return [
    ...method('va', 'Virtual account', 'va_bca'),
    inquires({ id: 'va.query', title: 'Virtual account: the status before and after the payment', channel: 'va_bca' }),
    notifies({ id: 'va.notification', title: 'Virtual account: a genuine notification arrives', channel: 'va_bca' }),
    becomes({ id: 'va.expire', title: 'Virtual account: it expires unpaid', channel: 'va_bca' }, 'expire', 'expired'),
    ...method('alfamart', 'Alfamart', 'retail_alfamart'),
    ...method('qris', 'QRIS', 'qris'),
    ...method('dana', 'DANA', 'ewallet_dana'),
    ...method('ovo', 'OVO', 'ewallet_ovo'),
    ...method('link', 'Payment link', 'checkout_page'),
    ...payoutScenarios,
    losesAnswer({ id: 'error.timeout', title: 'Error: the answer to an order is lost', channel: 'va_bca' }, connect),
    refusesDuplicate({ id: 'error.duplicate', title: 'Error: an order number is used twice', channel: 'va_bca' }),
    refusesWrongKey(
      { id: 'error.sign', title: 'Error: a call is signed with another key', channel: 'va_bca' },
      withWrongKey,
    ),
    refusesForgery(
      { id: 'notification.forged', title: 'Notification: one with another amount is refused', channel: 'va_bca' },
      withFormField('payMoney', '1'),
    ),
    byHand(
      'notification.repeated',
      'Notification: without the answer SUCCESS it comes again, six times in all',
      'stop the server, pay an order, start the server within two hours, and look for the payment',
    ),
  ];
};

/** OVO sends its push to a phone. */
const phoneFor = (channel: ChannelCode) => (channel === 'ewallet_ovo' ? { fields: { phone: '+6281234567890' } } : {});
