import type { ChannelCode } from '../../../../shared/channel.ts';
import type { Gateway } from '../../../payments/ports/ports.ts';
import type { ProviderIo } from '../../provider-io.ts';
import type { Scenario } from '../../scenario.ts';
import {
  actUntil,
  becomes,
  byHand,
  cancels,
  creates,
  evidenceOf,
  inquires,
  inquireUntil,
  losesAnswer,
  paymentIn,
  place,
  refunds,
  refusesWrongKey,
} from '../../scenario-steps.ts';
import { toMajorNumber } from '../build.ts';
import type { XenditSettings } from '../environment.ts';
import { connectXendit } from '../gateway.ts';
import { simulatedPaymentSchema } from '../schema.ts';
import { sender } from '../send.ts';
import { simulatePaymentCall } from '../wire/api-call.ts';

/**
 * Xendit publishes no sheet; these are the flows of its guides and of its test mode.
 *
 * @see https://docs.xendit.co/docs/pay-and-save and its siblings
 */
export const xenditScenarios = (settings: XenditSettings): readonly Scenario[] => {
  const connect = (io: ProviderIo): Gateway => connectXendit(settings, io);
  const withWrongKey = (io: ProviderIo): Gateway =>
    connectXendit({ ...settings, secretKey: 'xnd_development_a_key_of_nobody' }, io);

  /** Codes that are shown can be paid by a call of the test mode. */
  const paysCode = (id: string, name: string, channel: ChannelCode): Scenario => ({
    id,
    title: `${name}: a test payment arrives`,
    async run(stage) {
      const { ref, report } = await place(stage, channel);
      const request = report.providerReferences['request'] ?? '';
      const call = simulatePaymentCall(request, toMajorNumber(ref.money));
      await sender(settings, stage.io)(call, simulatedPaymentSchema, stage.signal);
      const paid = await inquireUntil(stage, ref, 'paid');
      return `${evidenceOf(ref, paid)}: ${paid.providerStatus}`;
    },
  });
  const code = (id: string, name: string, channel: ChannelCode): readonly Scenario[] => [
    creates({ id: `${id}.create`, title: `${name}: a number or code is issued`, channel }),
    paysCode(`${id}.pay`, name, channel),
  ];

  return [
    ...code('va', 'Virtual account', 'va_bca'),
    cancels({ id: 'va.cancel', title: 'Virtual account: an unpaid number is canceled', channel: 'va_bca' }),
    becomes({ id: 'va.expire', title: 'Virtual account: it expires unpaid', channel: 'va_bca' }, 'expire', 'expired'),
    ...code('alfamart', 'Alfamart', 'retail_alfamart'),
    ...code('qris', 'QRIS', 'qris'),
    creates({ id: 'ewallet.create', title: 'E-wallet: the customer is redirected', channel: 'ewallet_dana' }),
    inquires({
      id: 'ewallet.pay',
      title: 'E-wallet: the status before and after the payment',
      channel: 'ewallet_dana',
    }),
    becomes(
      { id: 'ewallet.fail', title: 'E-wallet: the customer declines', channel: 'ewallet_dana' },
      'fail',
      'failed',
    ),
    refunds({ id: 'ewallet.refund', title: 'E-wallet: the whole payment is refunded', channel: 'ewallet_dana' }),
    refunds({ id: 'ewallet.refund_partial', title: 'E-wallet: half is refunded', channel: 'ewallet_dana' }, 0.5),
    becomes({ id: 'card.pay', title: "Card: paid on Xendit's page", channel: 'card' }, 'pay', 'paid'),
    savesCard,
    losesAnswer({ id: 'error.timeout', title: 'Error: the answer to a request is lost', channel: 'va_bca' }, connect),
    refusesWrongKey({ id: 'error.key', title: 'Error: a call has a wrong key', channel: 'va_bca' }, withWrongKey),
    {
      id: 'webhook.forged',
      title: 'Webhook: one with a wrong callback token is refused',
      run({ gateway }) {
        const body = Buffer.from('{"event":"payment.capture","data":{}}');
        const headers = { 'content-type': 'application/json', 'x-callback-token': 'of-somebody-else' };
        return gateway.verify({ body, headers, contentType: 'application/json' }) === undefined
          ? Promise.resolve('refused')
          : Promise.reject(new Error('it was accepted'));
      },
    },
    byHand(
      'webhook.received',
      'Webhook: a genuine one arrives',
      'pay an order of the shop, and look for the notification with `kasir notifications list`',
    ),
    byHand(
      'webhook.repeated',
      'Webhook: a genuine one arrives twice',
      "resend it in Xendit's dashboard, Webhooks, and look with `kasir notifications list`",
    ),
  ];
};

/** Pay and save, then pay with the token. */
const savesCard: Scenario = {
  id: 'card.save',
  title: 'Card: pay and save, then pay with the token',
  async run(stage) {
    const placed = await place(stage, 'card', { save: true });
    const { savedToken } = await actUntil(stage, placed, 'pay', 'paid');
    if (savedToken === undefined) throw new Error('no token came with the payment');
    const order = stage.order('card', { savedToken, merchantInitiated: true });
    const report = paymentIn(await stage.gateway.create(order, stage.signal));
    return `${evidenceOf(order, report)}: ${report.providerStatus}`;
  },
};
