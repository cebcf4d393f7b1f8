import type { Action } from '../schema.ts';

/**
 * Where a one-time password goes, taken from the action that asked for it: Xendit's table and its examples name the
 * second address differently. Only the path is believed, only in the known forms and only for this payment request: the
 * secret key goes nowhere but to the configured host. `undefined`: nobody asked for a password.
 */
export function otpPath(
  actions: readonly Action[],
  descriptor: 'VALIDATE_OTP' | 'RESEND_OTP',
  request: string,
): string | undefined {
  const value = actions.find((action) => action.descriptor === descriptor)?.value;
  if (value === undefined) return undefined;
  const verbs = descriptor === 'VALIDATE_OTP' ? ['validate_otp'] : ['resend_otp', 'send_otp'];
  return verbs
    .map((verb) => `/v3/payment_requests/${encodeURIComponent(request)}/${verb}`)
    .find((path) => pathOf(value).endsWith(path));
}

const pathOf = (value: string): string => (URL.canParse(value) ? new URL(value).pathname : value);
