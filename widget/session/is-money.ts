import type { PaymentStatus } from '../../shared/payment-status.ts';

/** The customer's money has moved, or is held. */
export const isMoney = (status: PaymentStatus): boolean => status === 'succeeded' || status === 'authorized';
