import type { FailureCode } from '../../shared/payment-status.ts';

/** Why a payment failed, in a sentence for the merchant's staff. */
export const FAILURE_MESSAGES: Readonly<Record<FailureCode, string>> = {
  declined: 'The payment was declined.',
  insufficient_funds: 'The account has insufficient funds.',
  card_declined: 'The card was declined by its bank.',
  card_inactive: 'The card is not active.',
  card_expired: 'The card has expired.',
  card_invalid_number: 'The card number is not valid.',
  card_invalid_expiry: 'The card’s expiry date is not valid.',
  card_wrong_cvv: 'The card’s security code is wrong.',
  card_unsupported: 'This kind of card is not accepted.',
  limit_exceeded: 'The amount exceeds a limit of the account or card.',
  authentication_failed: 'The customer could not be authenticated.',
  account_invalid: 'The account is not valid.',
  account_blocked: 'The account is blocked.',
  saved_method_invalid: 'The saved method can no longer be used.',
  otp_invalid: 'The one-time password is wrong.',
  otp_expired: 'The one-time password has expired.',
  otp_attempts_exceeded: 'A wrong one-time password was entered too often.',
  customer_canceled: 'The customer canceled the payment.',
  customer_unreachable: 'The customer could not be reached.',
  amount_not_allowed: 'The channel does not accept this amount.',
  channel_unavailable: 'The channel is not available at the moment.',
  expired: 'The payment expired before it was paid.',
  provider_error: 'The payment provider reported an error.',
};
