import type { PaymentRecord } from '../../../shared/api/list-payment-records.ts';
import type { ReconciliationResult } from '../../../shared/reconciliation.ts';

/** One line of the report. Amounts are in the smallest unit of the currency. */
export interface Finding {
  readonly result: ReconciliationResult;
  /** Absent: no payment here. */
  readonly payment?: string;
  readonly checkout?: string;
  /** Ours at the provider, or what the provider's file has. */
  readonly reference: string;
  readonly currency: string;
  readonly statusHere?: string;
  readonly statusThere?: string;
  readonly amountHere?: number;
  readonly amountThere?: number;
  /** Where it was found; what the answer has changed here. */
  readonly note?: string;
}

/** What a finding says of the payment here. */
export const hereOf = (record: PaymentRecord) => ({
  payment: record.id,
  checkout: record.checkoutId,
  reference: record.merchantReference,
  currency: record.currency,
  statusHere: record.status,
  amountHere: record.receivedAmount > 0 ? record.receivedAmount : record.amount,
});
