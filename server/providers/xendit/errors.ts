import type { FailureCode } from '../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import { scrubMessage } from '../scrub-message.ts';
import { toJson } from '../to-json.ts';
import { errorSchema, type XenditError } from './schema.ts';

/** `error_code` of a rejection (4xx) → our failure code. An unknown code is `provider_error`. */
const REJECTIONS: Readonly<Record<string, FailureCode>> = {
  ACCOUNT_ACCESS_BLOCKED: 'account_blocked',
  ACCOUNT_ALREADY_LINKED: 'account_invalid',
  CAPTURE_AMOUNT_EXCEEDED: 'amount_not_allowed',
  CARD_EXPIRED: 'card_expired',
  CHANNEL_NOT_ACTIVATED: 'channel_unavailable',
  DISALLOWED_CAPTURE_METHOD: 'channel_unavailable',
  EXPIRED_OTP: 'otp_expired',
  INSUFFICIENT_BALANCE: 'insufficient_funds',
  INVALID_AMOUNT: 'amount_not_allowed',
  INVALID_COUNTRY: 'channel_unavailable',
  INVALID_CURRENCY: 'channel_unavailable',
  INVALID_OTP: 'otp_invalid',
  INVALID_PAYMENT_CHANNEL: 'channel_unavailable',
  INVALID_PAYMENT_DETAILS: 'account_invalid',
  INVALID_TOKEN: 'saved_method_invalid',
  INVALID_VALUE_ERROR: 'amount_not_allowed',
  ISSUER_UNAVAILABLE: 'channel_unavailable',
  MAX_OTP_ATTEMPTS: 'otp_attempts_exceeded',
  REFUND_AMOUNT_EXCEEDED: 'amount_not_allowed',
};

/** Nothing was done, and a later try or another provider may succeed. */
const NOT_NOW = new Set([
  'CHANNEL_UNAVAILABLE',
  'PAYMENT_REQUEST_RATE_LIMITED',
  'RATE_LIMIT_EXCEEDED',
  'TEMPORARILY_UNAVAILABLE',
]);

/** The merchant's account or our request is wrong: the operator has to fix it, the customer cannot. */
const MERCHANT_MUST_FIX = new Set([
  'API_VALIDATION_ERROR',
  'CHANNEL_NOT_ACTIVATED',
  'DISALLOWED_CAPTURE_METHOD',
  // As the answer to a command it is the merchant's balance, from which a refund is paid.
  'INSUFFICIENT_BALANCE',
  'INVALID_API_KEY',
  'INVALID_COUNTRY',
  'INVALID_CURRENCY',
  'INVALID_CUSTOMER_ID',
  'INVALID_EXPIRY_DATE',
  'INVALID_ITEM_METADATA',
  'INVALID_MERCHANT_CREDENTIALS',
  'INVALID_MERCHANT_SETTINGS',
  'INVALID_METADATA',
  'INVALID_PAYMENT_CHANNEL',
  'INVALID_PRIMARY_PAYMENT_CHANNEL',
  'INVALID_URL',
  'ITEMS_NOT_SUPPORTED',
  'MISSING_CUSTOMER',
  'MODE_NOT_SUPPORTED',
  'REQUEST_FORBIDDEN_ERROR',
  'SESSION_TYPE_NOT_SUPPORTED',
  'SKIP_3DS_FORBIDDEN',
  'UNAUTHORIZED_SENDER_IP',
]);

/** A 403 that is about one customer or one payment. Any other 403 is a missing permission of the merchant. */
const FORBIDDEN_TO_THE_PAYMENT = new Set([
  'ACCOUNT_ACCESS_BLOCKED',
  'INELIGIBLE_SESSION_REQUEST',
  'PARTIAL_REFUND_NOT_SUPPORTED',
  'REFUND_NOT_SUPPORTED',
]);

/** How to fix it, where one sentence is enough. */
const FIXES: Readonly<Record<string, string>> = {
  CHANNEL_NOT_ACTIVATED: 'activate the channel in the Xendit dashboard, or disable it with KASIR_ROUTES',
  INSUFFICIENT_BALANCE: 'top up the balance in the Xendit dashboard',
  INVALID_API_KEY: 'check XENDIT_SECRET_KEY',
  INVALID_MERCHANT_CREDENTIALS: 'ask Xendit: your credentials at its partner are wrong',
  INVALID_MERCHANT_SETTINGS: 'ask Xendit: your settings at its partner are wrong',
  INVALID_PAYMENT_CHANNEL: 'activate the channel in the Xendit dashboard, or disable it with KASIR_ROUTES',
  INVALID_URL: 'set PUBLIC_URL to an https address',
  REQUEST_FORBIDDEN_ERROR: 'give the key of XENDIT_SECRET_KEY the permission "Money-in: Write" in the Xendit dashboard',
  SKIP_3DS_FORBIDDEN: 'ask Xendit to switch on cards without 3-D Secure, or charge no saved cards',
  UNAUTHORIZED_SENDER_IP: 'put the address of this server on the IP allowlist in the Xendit dashboard',
};

/** What an error answer of Xendit means. */
export interface ReadError {
  readonly error: NotDelivered | Rejected | OutcomeUnknown;
  /** Xendit's code, or `HTTP 500` and the like where it gave none. */
  readonly code: string;
  /** The operator has to fix something. */
  readonly mend: boolean;
  /** Paths of the fields that Xendit found wrong. */
  readonly paths: readonly string[];
}

/**
 * What an answer other than 2xx means. `asking`: the call was an inquiry, so a rejection says nothing about the payment;
 * only 404 is an answer.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request, error codes
 */
export function readRejection({ status, text, headers }: ProviderAnswer, asking: boolean): ReadError {
  const parsed = errorSchema.safeParse(toJson(text));
  const code = parsed.success ? parsed.data.error_code : `HTTP ${status}`;
  const paths = parsed.success ? (parsed.data.errors ?? []).slice(0, MAX_PATHS).flatMap(pathOf) : [];
  const mend = merchantMustFix(status, code);
  const message = parsed.success ? messageOf(parsed.data, paths, headers['request-id']) : '';
  const fix = mend && Object.hasOwn(FIXES, code) ? FIXES[code] : undefined;
  const rejection = { code, message: message === '' ? undefined : message, mend, fix };
  return { error: classify({ status, rejection, legible: parsed.success, asking }), code, mend, paths };
}

const MAX_PATHS = 10;

/** Xendit's message, the fields it is about, and the request id that its support asks for. */
function messageOf({ message = '', errors = [] }: XenditError, paths: readonly string[], requestId = ''): string {
  const details = errors.slice(0, MAX_PATHS).map((one) => (typeof one === 'string' ? one : textIn(one, 'message')));
  const text = scrubMessage([message, ...details].join(' '));
  return [text, paths.join(' '), requestId === '' ? '' : `(request-id ${requestId.slice(0, 60)})`]
    .filter((part) => part !== '')
    .join(' ');
}

const merchantMustFix = (status: number, code: string): boolean =>
  MERCHANT_MUST_FIX.has(code) || status === 401 || (status === 403 && !FORBIDDEN_TO_THE_PAYMENT.has(code));

interface RejectedAnswer {
  readonly status: number;
  readonly rejection: ProviderRejection;
  /** The body is an error object of Xendit, and not of something in between. */
  readonly legible: boolean;
  readonly asking: boolean;
}

function classify({ status, rejection, legible, asking }: RejectedAnswer): ReadError['error'] {
  const { code } = rejection;
  if (status === 429 || (legible && NOT_NOW.has(code)))
    return new NotDelivered(`rejected for now: ${code}`, { rejection });
  // Keys are checked before anything is done.
  if (status === 401 && !asking)
    return new Rejected({ code: 'provider_error', providerCode: code }, `rejected: ${code}`, { rejection });
  const definite = legible && status >= 400 && status < 500;
  if (asking) {
    const absent = definite && status === 404;
    return absent ? rejected(rejection) : new OutcomeUnknown(`inquiry without an answer: ${code}`, { rejection });
  }
  if (legible && code === 'ISSUER_UNAVAILABLE') return rejected(rejection);
  // The reference is already in use there: only an inquiry can tell what for.
  if (definite && status === 409 && code !== 'ACCOUNT_ALREADY_LINKED')
    return new OutcomeUnknown(`reference already used: ${code}`, { rejection });
  return definite ? rejected(rejection) : new OutcomeUnknown(`no usable answer: ${code}`, { rejection });
}

function rejected(rejection: ProviderRejection): Rejected {
  const { code } = rejection;
  const failure = Object.hasOwn(REJECTIONS, code) ? (REJECTIONS[code] ?? 'provider_error') : 'provider_error';
  return new Rejected({ code: failure, providerCode: code }, `rejected: ${code}`, { rejection });
}

const pathOf = (error: unknown): string[] => {
  const path = textIn(error, 'path') || textIn(error, 'field');
  return path === '' ? [] : [path.slice(0, 100)];
};

/** A text field of a value of any type; empty where there is none. */
function textIn(value: unknown, name: string): string {
  const member = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name) : [];
  const text: unknown = member?.[1];
  return typeof text === 'string' ? text : '';
}
