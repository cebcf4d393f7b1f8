import type { FailureCode } from '../../../shared/payment-status.ts';
import type { Failure } from '../model/model.ts';

/**
 * Whether a repeat of the same request can only fail again, because of the customer's card or account, or the amount.
 */
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

/** A repeat of the request with the same Idempotency-Key gets the same rejection, without another call. */
export const isPermanentFailure = ({ code }: Pick<Failure, 'code'>): boolean => IS_FINAL[code];
