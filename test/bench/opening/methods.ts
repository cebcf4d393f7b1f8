export interface Method {
  readonly code: string;
  readonly name: string;
}

/** What the floors get from their server. */
export interface Methods {
  readonly amount: number;
  readonly groups: readonly { readonly label: string; readonly methods: readonly Method[] }[];
}

const bank = (name: string): Method => ({ code: `va_${name.toLowerCase()}`, name: `${name} Virtual Account` });
const named = (kind: string) => (name: string) => ({ code: `${kind}_${name.toLowerCase()}`, name });

/** As every widget has to write it: the first number format of a page takes a slow phone 40 ms. */
export const amountText = (amount: number): string =>
  new Intl.NumberFormat('id-ID', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(amount);

/** Fifteen, of the kinds that a shop in Indonesia offers; all pages of the bench have as many. */
export const METHODS: Methods = {
  amount: 150_000,
  groups: [
    { label: 'QRIS', methods: [{ code: 'qris', name: 'QRIS' }] },
    {
      label: 'E-wallet',
      methods: ['GoPay', 'OVO', 'DANA', 'ShopeePay', 'LinkAja'].map(named('ewallet')),
    },
    {
      label: 'Virtual account',
      methods: ['BCA', 'Mandiri', 'BNI', 'BRI', 'Permata', 'CIMB', 'BSI'].map(bank),
    },
    { label: 'Minimarket', methods: ['Alfamart', 'Indomaret'].map(named('retail')) },
  ],
};

export const METHOD_CODES: readonly string[] = METHODS.groups.flatMap(({ methods }) => methods.map(({ code }) => code));
