import type { FailureCode } from '../../../shared/payment-status.ts';
import type { Failure } from '../model/model.ts';

/** Whether asking the same again can only be refused again: it is about the customer's instrument, or the amount. */
const IS_FINAL: Readonly<Record<FailureCode, boolean>> = {
  declined: true,
  insufficient_funds: true,
  card_declined: true,
  card_inactive: true,
  card_expired: true,
  card_invalid_number: true,
  card_invalid_expiry: true,
  card_wrong_cvv: true,
  card_unsupported: true,
  limit_exceeded: false,
  authentication_failed: true,
  account_invalid: true,
  account_blocked: true,
  saved_method_invalid: true,
  otp_invalid: false,
  otp_expired: false,
  otp_attempts_exceeded: false,
  customer_canceled: false,
  customer_unreachable: false,
  amount_not_allowed: true,
  channel_unavailable: false,
  expired: false,
  provider_error: false,
};

/** A provider's refusal that answers every repeat, for as long as answers are kept. */
export const isPermanentFailure = ({ code }: Pick<Failure, 'code'>): boolean => IS_FINAL[code];
