import { Manual, type Scenario, type ScenarioStage } from '../../scenario.ts';
import { evidenceOf, howToPay, inquireUntil, place, type Placed } from '../../scenario-steps.ts';

/** A case of the checklist, and the card of our simulator that has it: NICEPAY publishes no numbers. */
interface CardFailure {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  /** Which result codes say so; see the reference of the codes. */
  readonly codes: readonly string[];
}

/** @see https://docs.nicepay.co.id, "Integrasi & Testing Kartu Kredit" */
const FAILURES: readonly CardFailure[] = [
  { id: 'inactive', title: 'the card is not active', number: '4434267000000078', codes: ['78'] },
  { id: 'expired', title: 'the card has expired', number: '4434266000000054', codes: ['54'] },
  { id: 'number', title: 'the card number is invalid', number: '4434261000000014', codes: ['14'] },
  { id: 'expiry', title: 'the expiry date is invalid', number: '4434265000000080', codes: ['80'] },
  { id: 'cvv', title: 'the CVV is invalid', number: '4434263000000077', codes: ['N7'] },
  { id: 'network', title: "the issuer's network is not supported", number: '4434265000000015', codes: ['15'] },
  { id: 'limit', title: 'the daily limit of the card is reached', number: '4434261000009155', codes: ['9155'] },
  { id: '3ds', title: 'Visa 3-D Secure fails', number: '4434269000009117', codes: ['9117'] },
];

const ANY_PASSWORD = '123456';

export const cardFailures: readonly Scenario[] = FAILURES.map(({ id, title, number, codes }) => ({
  id: `card.failure.${id}`,
  title: `Card: ${title}; the payment fails with the reason`,
  async run(stage) {
    const placed = await place(stage, 'card');
    if (!stage.isSimulator)
      throw new Manual(
        `pay ${placed.ref.merchantReference} with such a card of your own or of NICEPAY: ${howToPay(placed.report)}`,
      );
    await enterCard(stage, placed, number);
    const report = await inquireUntil(stage, placed.ref, 'failed');
    const code = report.failure?.providerCode ?? '';
    if (!codes.includes(code)) throw new Error(`it failed with ${code || 'no code'}, not ${codes.join(' or ')}`);
    return `${evidenceOf(placed.ref, report)}: ${code}, ${report.failure?.code ?? ''}`;
  },
}));

/** As the customer's browser does it: on NICEPAY's page, or from our form straight to NICEPAY. */
async function enterCard(stage: ScenarioStage, { report }: Placed, number: string): Promise<void> {
  const { instruction } = report;
  if (instruction?.kind === 'redirect') {
    const typed = { number, expiry: '12/40', cvv: '123', holder: 'SITI UJI', decision: 'card' };
    await stage.browse(instruction.url, typed);
    await stage.browse(instruction.url, { otp: ANY_PASSWORD, decision: 'confirm' });
    await stage.browse(instruction.url, { decision: 'leave' });
    return;
  }
  if (instruction?.kind !== 'form_post' || instruction.inputNames === undefined)
    throw new Error('there is no page and no form for the card');
  const { action, fields, inputNames: names } = instruction;
  const { location } = await stage.browse(action, {
    ...fields,
    [names.number]: number,
    [names.expiry]: '4012',
    [names.cvv]: '123',
    [names.holder]: 'SITI UJI',
    ...(names.email === undefined ? {} : { [names.email]: 'siti@example.com' }),
  });
  if (location !== undefined) await stage.browse(location, { otp: ANY_PASSWORD, decision: 'confirm' });
}
