import { CURRENCIES, fromMajor, type Currency } from '../../../../shared/money.ts';
import { actResponse } from '../../wire/acts.ts';
import type { PayoutDetail, PayoutOptions, PayoutRow } from '../../wire/payouts.ts';
import { send } from '../api/api.ts';
import { moneyText } from '../texts/format.ts';
import { PAYOUT_LABELS, plainWords } from '../texts/labels.ts';
import type { ActPlan, Field, FieldValues } from './act-plan.ts';

/* What an operator can do about payouts, as the dialog asks for it. */

const nowIs = (status: string): string => {
  const known = new Map(Object.entries(PAYOUT_LABELS)).get(status)?.text ?? plainWords(status);
  return `The payout is now: ${known.toLowerCase()}.`;
};

const recipient = ({ accountName, bankCode, accountNumber }: PayoutRow): string =>
  `to ${accountName ?? 'a recipient who cannot be read'}, ${bankCode} ${accountNumber ?? ''}`.trim();

export const approvePlan = (payout: PayoutRow): ActPlan => ({
  title: 'Approve the payout',
  explain: `${moneyText(payout)} ${recipient(payout)}. Made by ${payout.madeBy}.`,
  button: 'Send',
  isDanger: true,
  confirm: () => ({
    headline: moneyText(payout),
    lines: [`will be sent ${recipient(payout)}. This cannot be undone.`, `Reference ${payout.reference}.`],
  }),
  async perform(values, key) {
    const { status } = await send(`/api/payouts/${payout.id}/approve`, { note: values['note'] }, actResponse, key);
    return `Approved. ${nowIs(status)}`;
  },
});

export const resolvePayoutPlan = (payout: PayoutDetail, decision: 'succeeded' | 'failed'): ActPlan => ({
  title: decision === 'succeeded' ? 'It was paid out' : 'It was not paid out',
  explain:
    decision === 'succeeded'
      ? 'The payout counts as done. Check the provider’s dashboard first.'
      : 'The payout counts as failed, and may be made again. Check the provider’s dashboard first: money that was sent after all would be sent twice.',
  button: decision === 'succeeded' ? 'It was paid out' : 'It was not paid out',
  isDanger: decision === 'failed',
  async perform(values, key) {
    const body = { decision, note: values['note'] };
    return nowIs((await send(`/api/payouts/${payout.id}/resolve`, body, actResponse, key)).status);
  },
});

const isCurrency = (text: string | undefined): text is Currency => CURRENCIES.some((each) => each === text);
const needed =
  (message: string): NonNullable<Field['check']> =>
  (value) =>
    value === '' ? message : undefined;

/** A new payout. It waits for somebody else's approval. */
export function makePayoutPlan({ currencies }: PayoutOptions, made: (id: string) => void): ActPlan {
  const [first] = currencies;
  const currencyOf = (values: FieldValues): Currency =>
    isCurrency(values['currency']) ? values['currency'] : (first?.currency ?? 'IDR');
  const amountOf = (values: FieldValues): number => fromMajor(values['amount'] ?? '', currencyOf(values)) ?? 0;
  const banks = currencies.flatMap((each) => each.banks);
  const fields: Field[] = [
    {
      name: 'reference',
      label: 'Reference',
      hint: 'Yours. One payout has it, unless it failed.',
      value: '',
      check: needed('Give it a reference.'),
    },
    ...(currencies.length > 1
      ? [
          {
            name: 'currency',
            label: 'Currency',
            value: currencyOf({}),
            options: currencies.map(({ currency }) => ({ value: currency, label: currency })),
          },
        ]
      : []),
    {
      name: 'amount',
      label: currencies.length > 1 ? 'Amount' : `Amount (${currencyOf({})})`,
      value: '',
      inputMode: 'decimal',
      check: (_value, values) => (amountOf(values) < 1 ? 'Type an amount in digits, like 150000.' : undefined),
    },
    {
      name: 'bankCode',
      label: 'Bank',
      value: banks[0]?.code ?? '',
      options: banks.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
    },
    {
      name: 'accountNumber',
      label: 'Account number',
      value: '',
      inputMode: 'numeric',
      check: (value) => (/^\d{5,34}$/.test(value) ? undefined : 'Type 5 to 34 digits, with every leading zero.'),
    },
    {
      name: 'accountName',
      label: 'Account holder',
      hint: 'As registered at the bank.',
      value: '',
      check: needed('Type the name of the account holder.'),
    },
    { name: 'description', label: 'Description', value: '', check: needed('Type what the recipient will read.') },
    {
      name: 'feeBearer',
      label: 'The provider’s fee',
      value: 'merchant',
      options: [
        { value: 'merchant', label: 'is charged to our balance on top' },
        { value: 'recipient', label: 'is deducted from the amount' },
      ],
    },
  ];
  return {
    title: 'New payout',
    explain: 'It is sent once somebody else has approved it.',
    button: 'Ask for approval of',
    fields,
    confirm: (values) => ({
      headline: moneyText({ amount: amountOf(values), currency: currencyOf(values) }),
      lines: [
        `to ${values['accountName'] ?? ''}, ${values['bankCode'] ?? ''} ${values['accountNumber'] ?? ''}.`,
        `Reference ${values['reference'] ?? ''}.`,
      ],
    }),
    async perform(values, key) {
      const body = { ...values, amount: amountOf(values), currency: currencyOf(values) };
      const { id, status } = await send('/api/payouts', body, actResponse, key);
      made(id);
      return nowIs(status);
    },
  };
}
