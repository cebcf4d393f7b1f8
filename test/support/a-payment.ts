import type { Payment } from '../../server/payments/model/model.ts';
import type { PaymentReport } from '../../server/payments/ports/ports.ts';

/** A payment that waits for the customer; override what the case is about. */
export const aPayment = (over: Partial<Payment> = {}): Payment => ({
  id: 'pay_01',
  checkoutId: 'co_01',
  provider: 'any',
  channel: 'va_bca',
  merchantReference: 'pay01',
  amount: 150_000,
  currency: 'IDR',
  status: 'requires_action',
  expiresAt: 1_800_000_000_000,
  instruction: { kind: 'none' },
  fields: {},
  providerReferences: {},
  unconfirmed: [],
  quickStarts: [],
  inquiries: 0,
  received: [],
  refundedAmount: 0,
  merchantInitiated: false,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  ...over,
});

/** The provider’s report about it: by default paid in full, once. */
export const aReport = (over: Partial<PaymentReport> = {}): PaymentReport => ({
  subject: 'payment',
  outcome: 'paid',
  merchantReference: 'pay01',
  providerReferences: {},
  transactionId: 'tx-1',
  money: { amount: 150_000, currency: 'IDR' },
  providerStatus: 'PAID',
  ...over,
});
