import type { FailureCode } from '../../../../shared/payment-status.ts';
import type { Failure } from '../../../payments/model/model.ts';
import type { ProviderRejection } from '../../../payments/ports/ports.ts';

/**
 * `failure_code` of payments, payment requests, tokens and refunds → our failure code. Xendit asks merchants not to show
 * the customer that the CVV was wrong; a stolen or suspected card is not shown either. All three are `card_declined`.
 *
 * @see https://docs.xendit.co/docs/cards-card-declines-and-error-codes
 */
const FAILURE_CODES: Readonly<Record<string, FailureCode>> = {
  ACCOUNT_ACCESS_BLOCKED: 'account_blocked',
  ACCOUNT_ALREADY_LINKED: 'account_invalid',
  ACCOUNT_NOT_ACTIVATED: 'account_invalid',
  ACCOUNT_NOT_FOUND: 'account_invalid',
  AUTHENTICATION_FAILED: 'authentication_failed',
  CAPTURE_AMOUNT_EXCEEDED: 'amount_not_allowed',
  CARD_DECLINED: 'card_declined',
  CHANNEL_NOT_ACTIVATED: 'channel_unavailable',
  CHANNEL_UNAVAILABLE: 'channel_unavailable',
  DECLINED_BY_ISSUER: 'card_declined',
  DECLINED_BY_PROCESSOR: 'card_declined',
  DUPLICATE_ERROR: 'provider_error',
  EXPIRED_CARD: 'card_expired',
  EXPIRED_OTP: 'otp_expired',
  FAILURE_DETAILS_UNAVAILABLE: 'declined',
  INACTIVE_OR_UNAUTHORIZED_CARD: 'card_inactive',
  INSUFFICIENT_BALANCE: 'insufficient_funds',
  INVALID_ACCOUNT_DETAILS: 'account_invalid',
  INVALID_CARD: 'card_invalid_number',
  INVALID_CVV: 'card_declined',
  INVALID_MERCHANT_CREDENTIALS: 'provider_error',
  INVALID_MERCHANT_SETTINGS: 'provider_error',
  INVALID_OTP: 'otp_invalid',
  INVALID_TOKEN: 'saved_method_invalid',
  ISSUER_SUSPECT_FRAUD: 'card_declined',
  ISSUER_UNAVAILABLE: 'channel_unavailable',
  OTP_ATTEMPT_COUNTS_EXCEEDED: 'otp_attempts_exceeded',
  PARTIAL_APPROVAL: 'card_declined',
  PARTNER_TIMEOUT_ERROR: 'provider_error',
  PAYMENT_AMOUNT_LIMITS_EXCEEDED: 'limit_exceeded',
  PAYMENT_ATTEMPT_COUNTS_EXCEEDED: 'limit_exceeded',
  PAYMENT_REQUEST_EXPIRED: 'expired',
  PROCESSOR_ERROR: 'provider_error',
  REFUND_FAILED: 'provider_error',
  SERVER_ERROR: 'provider_error',
  STOLEN_CARD: 'card_declined',
  SUSPECTED_FRAUDULENT: 'card_declined',
  TIMEOUT_ERROR: 'provider_error',
  USER_DECLINED_PAYMENT: 'customer_canceled',
  USER_DEVICE_UNREACHABLE: 'customer_unreachable',
  USER_DID_NOT_AUTHORIZE: 'expired',
};

/** An unknown code reads as `declined`. One code in Xendit's schema ends with a blank, so codes are trimmed. */
export function readFailure(code: string | undefined): Failure {
  const providerCode = code?.trim();
  if (providerCode === undefined || providerCode === '') return { code: 'declined' };
  return {
    code: Object.hasOwn(FAILURE_CODES, providerCode) ? (FAILURE_CODES[providerCode] ?? 'declined') : 'declined',
    providerCode,
  };
}

/** The merchant's account at Xendit, or at its partner, has to be fixed; the customer cannot help it. */
const MERCHANT_MUST_FIX = new Set([
  'CHANNEL_NOT_ACTIVATED',
  'INVALID_MERCHANT_CREDENTIALS',
  'INVALID_MERCHANT_SETTINGS',
]);

/** What the operator has to fix, to be spread into a report; empty where there is nothing. */
export function rejectionFor(code: string | undefined): { readonly rejection?: ProviderRejection } {
  const providerCode = code?.trim() ?? '';
  if (!MERCHANT_MUST_FIX.has(providerCode)) return {};
  const fix = 'ask Xendit: your account, or its credentials at the partner, are not in order';
  return { rejection: { code: providerCode, mend: true, fix } };
}
