import { fromMajor, toMajorText, type Currency, type Money } from '../../../../shared/money.ts';
import { moneyText } from '../texts/format.ts';
import type { Field, FieldValues } from './act-plan.ts';

/** An amount in the currency as people write it: `150000`, `10000.50`. */
export const amountField = ({ amount, currency }: Money): Field => ({
  name: 'amount',
  label: `Amount (${currency})`,
  hint: `At most ${moneyText({ amount, currency })}. Type digits only.`,
  value: toMajorText({ amount, currency }),
  inputMode: 'decimal',
  check(value) {
    const given = fromMajor(value, currency);
    if (given === undefined || given < 1) return 'Type an amount in digits, like 150000.';
    return given > amount ? `At most ${moneyText({ amount, currency })}.` : undefined;
  },
});

/** The typed amount in the smallest unit. Checked before. */
export const amountIn = (values: FieldValues, currency: Currency): number =>
  fromMajor(values['amount'] ?? '', currency) ?? 0;
