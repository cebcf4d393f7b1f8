/** The name of the channel field that asks in how many months to pay; its options' values are the months, `1` at once. */
export const INSTALLMENT_FIELD = 'installment';

/** What each month costs at most, in smallest units. The bank decides the exact amounts, and how the rest is spread. */
export const monthlyAmount = (amount: number, months: number): number => Math.ceil(amount / months);
