import type { FailureCode } from '../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import { scrubMessage } from '../scrub-message.ts';
import { errorSchema, type XenditError } from './schema.ts';

/** `error_code` of a refusal (4xx) → what became of the payment. An unknown code is the provider's trouble: `provider_error`. */
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

/** Definitely nothing done, and worth another try later or elsewhere. */
const NOT_NOW = new Set([
  'CHANNEL_UNAVAILABLE',
  'PAYMENT_REQUEST_RATE_LIMITED',
  'RATE_LIMIT_EXCEEDED',
  'TEMPORARILY_UNAVAILABLE',
]);

/** The merchant's own account or our own request is wrong: nothing a customer does will help, somebody has to look. */
const OURS_TO_MEND = new Set([
  'API_VALIDATION_ERROR',
  'CHANNEL_NOT_ACTIVATED',
  'DISALLOWED_CAPTURE_METHOD',
  // As the answer to a command it speaks of the merchant's balance, which a refund is paid from.
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

/** 403 that is about one payer or one payment. Any other 403 forbids something to the merchant. */
const FORBIDDEN_TO_THE_PAYMENT = new Set([
  'ACCOUNT_ACCESS_BLOCKED',
  'INELIGIBLE_SESSION_REQUEST',
  'PARTIAL_REFUND_NOT_SUPPORTED',
  'REFUND_NOT_SUPPORTED',
]);

/** How to mend it, where that can be said in a sentence. */
const FIXES: Readonly<Record<string, string>> = {
  CHANNEL_NOT_ACTIVATED: 'activate the channel in the Xendit dashboard, or take it off sale with KASIR_ROUTES',
  INSUFFICIENT_BALANCE: 'top up the balance in the Xendit dashboard',
  INVALID_API_KEY: 'check XENDIT_SECRET_KEY',
  INVALID_MERCHANT_CREDENTIALS: 'ask Xendit: your credentials at its partner are wrong',
  INVALID_MERCHANT_SETTINGS: 'ask Xendit: your settings at its partner are wrong',
  INVALID_PAYMENT_CHANNEL: 'activate the channel in the Xendit dashboard, or take it off sale with KASIR_ROUTES',
  INVALID_URL: 'set PUBLIC_URL to an https address',
  REQUEST_FORBIDDEN_ERROR: 'give the key of XENDIT_SECRET_KEY the permission "Money-in: Write" in the Xendit dashboard',
  SKIP_3DS_FORBIDDEN: 'ask Xendit to switch on cards without 3-D Secure, or charge no saved cards',
  UNAUTHORIZED_SENDER_IP: 'put the address of this server on the IP allowlist in the Xendit dashboard',
};

export interface DomainError {
  readonly error: NotDelivered | Rejected | OutcomeUnknown;
  /** Xendit's code, or `HTTP 500` and the like where it gave none. */
  readonly code: string;
  /** An operator has to mend something. */
  readonly alarming: boolean;
  /** Paths of members that Xendit found wrong. */
  readonly paths: readonly string[];
}

/**
 * What an answer other than 2xx means. `asking`: the call was a question, so a refusal says nothing about the payment
 * and only "there is no such thing" is an answer.
 */
export function readRejection({ status, text, headers }: ProviderAnswer, asking: boolean): DomainError {
  const parsed = errorSchema.safeParse(toJson(text));
  const code = parsed.success ? parsed.data.error_code : `HTTP ${status}`;
  const paths = parsed.success ? (parsed.data.errors ?? []).slice(0, MAX_PATHS).flatMap(pathOf) : [];
  const alarming = isOursToMend(status, code);
  const message = parsed.success ? sentenceOf(parsed.data, paths, headers['request-id']) : '';
  const fix = alarming && Object.hasOwn(FIXES, code) ? FIXES[code] : undefined;
  const rejection = { code, message: message === '' ? undefined : message, mend: alarming, fix };
  return { error: classify({ status, rejection, legible: parsed.success, asking }), code, alarming, paths };
}

const MAX_PATHS = 10;

/** Xendit's own words, which members they are about, and by what its support finds the call. */
function sentenceOf({ message = '', errors = [] }: XenditError, paths: readonly string[], requestId = ''): string {
  const details = errors.slice(0, MAX_PATHS).map((one) => (typeof one === 'string' ? one : textIn(one, 'message')));
  const words = scrubMessage([message, ...details].join(' '));
  return [words, paths.join(' '), requestId === '' ? '' : `(request-id ${requestId.slice(0, 60)})`]
    .filter((part) => part !== '')
    .join(' ');
}

const isOursToMend = (status: number, code: string): boolean =>
  OURS_TO_MEND.has(code) || status === 401 || (status === 403 && !FORBIDDEN_TO_THE_PAYMENT.has(code));

interface Refused {
  readonly status: number;
  readonly rejection: ProviderRejection;
  /** It is an error of Xendit's own. */
  readonly legible: boolean;
  readonly asking: boolean;
}

function classify({ status, rejection, legible, asking }: Refused): DomainError['error'] {
  const { code } = rejection;
  if (status === 429 || (legible && NOT_NOW.has(code)))
    return new NotDelivered(`refused for now: ${code}`, { rejection });
  // Keys are checked before anything is done.
  if (status === 401 && !asking)
    return new Rejected({ code: 'provider_error', providerCode: code }, `refused: ${code}`, { rejection });
  const definite = legible && status >= 400 && status < 500;
  if (asking) {
    const absent = definite && status === 404;
    return absent ? rejected(rejection) : new OutcomeUnknown(`no answer to a question: ${code}`, { rejection });
  }
  if (legible && code === 'ISSUER_UNAVAILABLE') return rejected(rejection);
  // Something of this reference is there already: whatever it is, only asking can tell.
  if (definite && status === 409 && code !== 'ACCOUNT_ALREADY_LINKED')
    return new OutcomeUnknown(`already there: ${code}`, { rejection });
  return definite ? rejected(rejection) : new OutcomeUnknown(`no trustworthy answer: ${code}`, { rejection });
}

function rejected(rejection: ProviderRejection): Rejected {
  const { code } = rejection;
  const failure = Object.hasOwn(REJECTIONS, code) ? (REJECTIONS[code] ?? 'provider_error') : 'provider_error';
  return new Rejected({ code: failure, providerCode: code }, `refused: ${code}`, { rejection });
}

const pathOf = (error: unknown): string[] => {
  const path = textIn(error, 'path') || textIn(error, 'field');
  return path === '' ? [] : [path.slice(0, 100)];
};

/** A member of an object that may be anything; empty where it is no text. */
function textIn(value: unknown, name: string): string {
  const member = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name) : [];
  const text: unknown = member?.[1];
  return typeof text === 'string' ? text : '';
}

/** `undefined` for what is no JSON. A byte order mark before it is passed over. */
export function toJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
