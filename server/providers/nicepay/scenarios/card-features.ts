import { INSTALLMENT_FIELD } from '../../../../shared/installments.ts';
import { Manual, type Scenario } from '../../scenario.ts';
import { actUntil, becomes, evidenceOf, inquireUntil, paymentIn, place } from '../../scenario-steps.ts';
import type { NicepaySettings } from '../environment.ts';

const channel = 'card';

/** Callback: the browser returns to the shop with a result that proves nothing; the inquiry decides. */
export const cardCallback: Scenario = {
  id: 'card.callback',
  title: 'Card: the browser returns to the callback URL',
  async run(stage) {
    const placed = await place(stage, channel);
    const paid = await actUntil(stage, placed, 'pay', 'paid');
    const { instruction } = placed.report;
    if (instruction?.kind !== 'redirect')
      throw new Manual(`pay ${placed.ref.merchantReference} by card in the shop, and look whether it returns there`);
    const { location = '' } = await stage.browse(instruction.url);
    if (!location.startsWith(placed.order.returnUrl))
      throw new Error('the page does not lead back to the callback URL');
    return `${evidenceOf(placed.ref, paid)}: returns to the callback URL, and the inquiry says ${paid.providerStatus}`;
  },
};

const recurring: Scenario = {
  id: 'card.recurring',
  title: 'Card: the first payment makes a token, and a second is charged with it',
  async run(stage) {
    const placed = await place(stage, channel, { save: true });
    const { savedToken } = await actUntil(stage, placed, 'pay', 'paid');
    if (savedToken === undefined) throw new Error('no token came with the payment: ask NICEPAY to activate recurring');
    const charge = stage.order(channel, { savedToken, merchantInitiated: true });
    const report = paymentIn(await stage.gateway.create(charge, stage.signal));
    const again = { ...placed.ref, merchantReference: charge.merchantReference, usesSavedMethod: true };
    const charged =
      report.outcome === 'paid'
        ? report
        : await inquireUntil(stage, { ...again, providerReferences: report.providerReferences }, 'paid');
    return `${evidenceOf(charge, charged)}: ${charged.providerStatus}`;
  },
};

const preauth: Scenario = {
  id: 'card.preauth',
  title: 'Card: the amount is held, and captured afterwards',
  async run(stage) {
    const placed = await place(stage, channel, { capture: 'manual' });
    const held = await actUntil(stage, placed, 'pay', 'authorized');
    const ref = { ...placed.ref, providerReferences: { ...placed.ref.providerReferences, ...held.providerReferences } };
    if (stage.gateway.capture === undefined) throw new Error('there is no capture');
    const captured = paymentIn(await stage.gateway.capture(ref, ref.money, stage.signal));
    if (captured.outcome !== 'paid') throw new Error(`the capture is ${captured.outcome}`);
    return `${evidenceOf(ref, captured)}: ${captured.providerStatus}`;
  },
};

export const cardFeatures = ({ accounts }: NicepaySettings): readonly Scenario[] => [
  becomes({ id: 'card.installment', title: 'Card: paid in three instalments', channel }, 'pay', 'paid', {
    fields: { [INSTALLMENT_FIELD]: '3' },
    installments: [3],
  }),
  recurring,
  ...(accounts.preauth === undefined ? [] : [preauth]),
];
