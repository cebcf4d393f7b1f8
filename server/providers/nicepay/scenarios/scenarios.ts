import type { Gateway } from '../../../payments/ports/ports.ts';
import type { ProviderIo } from '../../provider-io.ts';
import type { Scenario } from '../../scenario.ts';
import { refusesDuplicate, repeatsNotification } from '../../scenario-repeats.ts';
import {
  becomes,
  byHand,
  cancels,
  creates,
  inquires,
  losesAnswer,
  notifies,
  place,
  refunds,
  refusesForgery,
  refusesWrongKey,
  withFormField,
} from '../../scenario-steps.ts';
import type { NicepaySettings } from '../environment.ts';
import type { Accounts } from '../environment/accounts.ts';
import { connectNicepay } from '../gateway.ts';
import { cardCallback, cardFeatures } from './card-features.ts';
import { cardFailures } from './card-failures.ts';

/**
 * The sheets "card integration and testing" and "CVS integration and testing", the same for the other methods, and the
 * handling of errors that both demand.
 *
 * @see https://docs.nicepay.co.id/en/cvs-integration-and-testing
 */
export const nicepayScenarios = (settings: NicepaySettings): readonly Scenario[] => {
  const connect = (io: ProviderIo): Gateway => connectNicepay(settings, io);
  const withWrongKey = (io: ProviderIo): Gateway =>
    connectNicepay({ ...settings, accounts: withOtherKeys(settings.accounts) }, io);
  return [
    creates({ id: 'card.registration', title: 'Card: a transaction is registered', channel: 'card' }),
    becomes({ id: 'card.charge', title: 'Card: the customer pays', channel: 'card' }, 'pay', 'paid'),
    cardCallback,
    notifies({ id: 'card.notification', title: 'Card: a genuine notification arrives', channel: 'card' }),
    inquires({ id: 'card.inquiry', title: 'Card: the status before and after the payment', channel: 'card' }),
    refunds({ id: 'card.cancel', title: 'Card: the whole payment is canceled', channel: 'card' }),
    refunds({ id: 'card.cancel_partial', title: 'Card: half of the payment is canceled', channel: 'card' }, 0.5),
    ...cardFailures,
    ...cardFeatures(settings),
    ...store('cvs.alfamart', 'Alfamart', 'retail_alfamart'),
    ...store('cvs.indomaret', 'Indomaret', 'retail_indomaret'),
    ...number('va', 'Virtual account', 'va_bca'),
    cancels({ id: 'va.cancel', title: 'Virtual account: an unpaid number is canceled', channel: 'va_bca' }),
    ...number('qris', 'QRIS', 'qris'),
    becomes({ id: 'ewallet.pay', title: 'E-wallet: the customer pays', channel: 'ewallet_dana' }, 'pay', 'paid'),
    becomes(
      { id: 'ewallet.fail', title: 'E-wallet: the customer declines', channel: 'ewallet_dana' },
      'fail',
      'failed',
    ),
    refunds({ id: 'ewallet.cancel', title: 'E-wallet: the whole payment is canceled', channel: 'ewallet_dana' }),
    losesAnswer(
      { id: 'error.timeout', title: 'Error: the answer to a registration is lost', channel: 'va_bca' },
      connect,
    ),
    refusesDuplicate({ id: 'error.duplicate', title: 'Error: a reference is registered twice', channel: 'va_bca' }),
    refusesWrongKey(
      { id: 'error.token', title: 'Error: a call has a wrong merchantToken', channel: 'va_bca' },
      withWrongKey,
    ),
    refusesForgery(
      { id: 'notification.forged', title: 'Notification: one with another amount is refused', channel: 'va_bca' },
      // The signature covers the amount.
      withFormField('amt', '1'),
    ),
    repeatsNotification({
      id: 'notification.repeated',
      title: 'Notification: the same arrives twice',
      channel: 'va_bca',
    }),
  ];
};

type NumberChannel = 'retail_alfamart' | 'retail_indomaret' | 'va_bca' | 'qris';

const number = (id: string, name: string, channel: NumberChannel): readonly Scenario[] => [
  creates({ id: `${id}.registration`, title: `${name}: a number or code is issued`, channel }),
  becomes({ id: `${id}.pay`, title: `${name}: the customer pays, and the inquiry says so`, channel }, 'pay', 'paid'),
  notifies({ id: `${id}.notification`, title: `${name}: a genuine notification arrives`, channel }),
  becomes({ id: `${id}.expire`, title: `${name}: it expires unpaid`, channel }, 'expire', 'expired'),
];

const store = (id: string, name: string, channel: NumberChannel): readonly Scenario[] => [
  ...number(id, name, channel),
  cancels({ id: `${id}.cancel`, title: `${name}: an unpaid code is canceled`, channel }),
  {
    id: `${id}.hours`,
    title: `${name}: the customer is told when the stores take no payments`,
    async run(stage) {
      const { ref, report } = await place(stage, channel);
      const { instruction } = report;
      if (instruction?.kind !== 'retail_code' || instruction.hours === undefined)
        throw new Error('the instruction has no hours');
      const { closedFrom, closedUntil, timeZone } = instruction.hours;
      return `${ref.merchantReference}: no payments from ${closedFrom} to ${closedUntil}, ${timeZone}`;
    },
  },
  byHand(
    `${id}.counter`,
    `${name}: a cashier refuses a wrong, expired or nightly code`,
    `try them at a counter of ${name}`,
  ),
];

const withOtherKeys = (accounts: Accounts): Accounts =>
  Object.fromEntries(
    Object.entries(accounts).map(([name, { iMid }]) => [
      name,
      { iMid, merchantKey: 'a-key-that-is-not-of-this-merchant' },
    ]),
  );
