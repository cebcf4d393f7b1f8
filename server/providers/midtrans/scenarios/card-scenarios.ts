import { Manual, type Scenario, type ScenarioStage } from '../../scenario.ts';
import { actUntil, evidenceOf, howToPay, inquireUntil, paymentIn, place, type Placed } from '../../scenario-steps.ts';

/** The sandbox's card that its fraud detection holds, and the password of every card. */
const CHALLENGED_CARD = '4511111111111117';
const PASSWORD = '112233';

/** Hold, then capture a part. */
export const holdsCard: Scenario = {
  id: 'card.capture',
  title: 'Card: held, and a part of it captured',
  async run(stage) {
    const placed = await place(stage, 'card', { capture: 'manual' });
    const held = await actUntil(stage, placed, 'pay', 'authorized');
    const ref = withReferences(placed, held.providerReferences);
    const money = { ...ref.money, amount: Math.round(ref.money.amount / 2) };
    await stage.gateway.capture?.(ref, money, stage.signal);
    const paid = await inquireUntil(stage, ref, 'paid');
    if (paid.money?.amount !== money.amount) throw new Error(`captured ${paid.money?.amount}, not ${money.amount}`);
    return `${evidenceOf(ref, paid)}: ${money.amount} ${money.currency} captured`;
  },
};

/** Pay and save, then charge the saved card without the customer. */
export const savesCard: Scenario = {
  id: 'card.save',
  title: 'Card: pay and save, then charge it without the customer',
  async run(stage) {
    const customer = { reference: 'kasir-scenarios', name: 'Siti Aminah' };
    const placed = await place(stage, 'card', { save: true, customer });
    const { savedToken } = await actUntil(stage, placed, 'pay', 'paid');
    if (savedToken === undefined) throw new Error('no token came with the payment');
    const order = stage.order('card', { savedToken, merchantInitiated: true });
    const report = paymentIn(await stage.gateway.create(order, stage.signal));
    if (report.outcome !== 'paid') throw new Error(`the charge is ${report.outcome} (${report.providerStatus})`);
    return `${evidenceOf(order, report)}: ${report.providerStatus}`;
  },
};

/** Held by the fraud detection, and approved by the shop. */
export const approvesChallenge: Scenario = {
  id: 'card.challenge',
  title: 'Card: held by the fraud detection, then approved',
  async run(stage) {
    const placed = await place(stage, 'card');
    await typeChallengedCard(stage, placed);
    const held = await inquireUntil(stage, placed.ref, 'processing');
    await stage.gateway.decideChallenge?.(placed.ref, 'approve', stage.signal);
    const paid = await inquireUntil(stage, placed.ref, 'paid');
    return `${evidenceOf(placed.ref, paid)}: ${held.providerStatus}, then ${paid.providerStatus}`;
  },
};

/** @throws {Manual} at the real page, whose form is a program */
async function typeChallengedCard({ browse, isSimulator }: ScenarioStage, { ref, report }: Placed): Promise<void> {
  const { instruction } = report;
  if (!isSimulator || instruction?.kind !== 'redirect')
    throw new Manual(
      `pay ${ref.merchantReference} with a card that the fraud detection holds (${howToPay(report)}), approve it, then inquire`,
    );
  const card = { number: CHALLENGED_CARD, expiry: '12/40', cvv: '123', holder: 'Siti Aminah' };
  const { location } = await browse(instruction.url, card);
  await browse(location ?? instruction.url, { otp: PASSWORD, decision: 'confirm' });
}

const withReferences = ({ ref }: Placed, learned: Placed['ref']['providerReferences']): Placed['ref'] => ({
  ...ref,
  providerReferences: { ...ref.providerReferences, ...learned },
});
