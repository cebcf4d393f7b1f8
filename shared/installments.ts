/** The name of the channel field for instalments; the values of its options are months, `1` for a single payment. */
export const INSTALLMENT_FIELD = 'installment';

/** The monthly amount, rounded up, in smallest units. The bank decides the exact amounts. */
export const monthlyAmount = (amount: number, months: number): number => Math.ceil(amount / months);
