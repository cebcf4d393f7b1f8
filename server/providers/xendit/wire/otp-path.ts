import type { Action } from '../schema.ts';

/**
 * Where a one-time password is sent, by the action that asked for it: Xendit's table and its examples have different paths
 * for the second call. Only known paths of this payment request are accepted, and the host is always the configured one,
 * so that the secret key is sent nowhere else. `undefined`: no password is expected.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request, `actions` of type `API_POST_REQUEST`
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
