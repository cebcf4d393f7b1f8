/** The body of `POST /v1/payouts`, without its reference. */
export const A_PAYOUT_ORDER = {
  amount: 200_000,
  currency: 'IDR',
  bankCode: '014',
  accountNumber: '0012345678',
  accountName: 'SITI AMINAH',
  description: 'Pencairan',
  feeBearer: 'merchant',
} as const;
