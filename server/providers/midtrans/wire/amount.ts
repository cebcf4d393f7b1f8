import { CURRENCIES, fromMajor, type Money } from '../../../../shared/money.ts';

/** What Midtrans takes; answers that name no currency mean it. */
export const CURRENCY = 'IDR';

/**
 * `"150000.00"` → 150000 rupiah. `undefined` where the amount is missing or has other decimals than zeros, or the currency
 * is unknown.
 */
export function readMoney(amount: string | undefined, currency: string | undefined): Money | undefined {
  const known = CURRENCIES.find((one) => one === (currency ?? CURRENCY).toUpperCase());
  const value = amount === undefined || known === undefined ? undefined : fromMajor(amount.trim(), known);
  return value === undefined || known === undefined ? undefined : { amount: value, currency: known };
}
