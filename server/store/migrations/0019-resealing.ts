import { immutable, type SchemaChange } from '../schema/description.ts';

/** What is encrypted in rows that never change may be encrypted again, by another key. */
export const resealing: readonly SchemaChange[] = [
  immutable('events', ['id', 'type', 'stream', 'sequence', 'created_at'], { resealed: ['body'] }),
  immutable(
    'payouts',
    ['id', 'provider', 'reference', 'merchant_reference', 'amount', 'currency', 'bank_code', 'fee_bearer', 'made_by'],
    {
      untilForgotten: ['account_number', 'account_name', 'description'],
      resealed: ['account_number', 'account_name', 'description'],
      message: 'what a payout was asked with never changes',
    },
  ),
];
