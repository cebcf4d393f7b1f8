import type { PayoutOrder, PayoutReport, ProviderReport } from '../../../payments/ports/ports.ts';
import type { Scenario, ScenarioStage } from '../../scenario.ts';

/* Payouts of a sandbox move no money. */

export const payoutScenarios: readonly Scenario[] = [
  {
    id: 'payout.balance',
    title: 'Payout: the balance can be read',
    async run({ gateway, signal }) {
      const balances = await gateway.balance?.(signal);
      return `${balances?.length ?? 0} balances`;
    },
  },
  {
    id: 'payout.create',
    title: 'Payout: one is accepted, and found by an inquiry',
    async run(stage) {
      const order = payoutOf(stage);
      const sent = payoutIn(await stage.gateway.payout?.(order, stage.signal));
      const { merchantReference, money, feeBearer } = order;
      const ref = { merchantReference, money, feeBearer, providerReferences: sent.providerReferences };
      const found = payoutIn(await stage.gateway.inquirePayout?.(ref, stage.signal));
      return `${merchantReference}: ${sent.providerStatus}, then ${found.providerStatus}`;
    },
  },
];

const payoutOf = (stage: ScenarioStage): PayoutOrder => ({
  merchantReference: stage.newReference('po'),
  money: { amount: 10_000, currency: 'IDR' },
  bankCode: '014',
  accountNumber: '1234567890',
  accountName: 'Siti Uji',
  description: 'scenario',
  feeBearer: 'merchant',
  notificationUrl: stage.order('va_bca').notificationUrl,
});

function payoutIn(reports: readonly ProviderReport[] = []): PayoutReport {
  const report = reports.find((each) => each.subject === 'payout');
  if (report?.subject !== 'payout') throw new Error('the answer says nothing about the payout');
  return report;
}
