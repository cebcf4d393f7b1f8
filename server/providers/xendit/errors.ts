import type { FailureCode } from '../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../payments/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import { errorSchema } from './schema.ts';

/** `error_code` of a refusal (4xx) → what became of the payment. An unknown code is the provider's trouble: `provider_error`. */
const REFUSALS: Readonly<Record<string, FailureCode>> = {
  ACCOUNT_ACCESS_BLOCKED: 'account_blocked',
  ACCOUNT_ALREADY_LINKED: 'account_invalid',
  CAPTURE_AMOUNT_EXCEEDED: 'amount_not_allowed',
  CARD_EXPIRED: 'card_expired',
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
  'INVALID_API_KEY',
  'INVALID_MERCHANT_SETTINGS',
  'SKIP_3DS_FORBIDDEN',
  'UNAUTHORIZED_SENDER_IP',
]);

export interface Refusal {
  readonly error: NotDelivered | Rejected | OutcomeUnknown;
  /** Xendit's code, or `HTTP 500` and the like where it gave none. */
  readonly code: string;
  /** An operator has to mend something. */
  readonly alarming: boolean;
  /** Paths of members that Xendit found wrong. Never its message: that may repeat what a customer typed. */
  readonly paths: readonly string[];
}

/**
 * What an answer other than 2xx means. `asking`: the call was a question, so a refusal says nothing about the payment
 * and only "there is no such thing" is an answer.
 */
export function readRefusal({ status, text }: ProviderAnswer, asking: boolean): Refusal {
  const parsed = errorSchema.safeParse(toJson(text));
  const code = parsed.success ? parsed.data.error_code : `HTTP ${status}`;
  const paths = parsed.success ? (parsed.data.errors ?? []).flatMap(pathOf) : [];
  const alarming = OURS_TO_MEND.has(code) || status === 401;
  return { error: classify(status, code, parsed.success, asking), code, alarming, paths };
}

function classify(status: number, code: string, legible: boolean, asking: boolean): Refusal['error'] {
  if (status === 429 || (legible && NOT_NOW.has(code))) return new NotDelivered(`refused for now: ${code}`);
  // Keys are checked before anything is done.
  if (status === 401 && !asking)
    return new Rejected({ code: 'provider_error', providerCode: code }, `refused: ${code}`);
  const definite = legible && status >= 400 && status < 500;
  if (asking) {
    const absent = definite && status === 404;
    return absent ? rejected(code) : new OutcomeUnknown(`no answer to a question: ${code}`);
  }
  if (legible && code === 'ISSUER_UNAVAILABLE') return rejected(code);
  // Something of this reference is there already: whatever it is, only asking can tell.
  if (definite && status === 409 && code !== 'ACCOUNT_ALREADY_LINKED')
    return new OutcomeUnknown(`already there: ${code}`);
  return definite ? rejected(code) : new OutcomeUnknown(`no trustworthy answer: ${code}`);
}

const rejected = (code: string): Rejected =>
  new Rejected(
    {
      code: Object.hasOwn(REFUSALS, code) ? (REFUSALS[code] ?? 'provider_error') : 'provider_error',
      providerCode: code,
    },
    `refused: ${code}`,
  );

const pathOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const path = 'path' in error ? error.path : 'field' in error ? error.field : undefined;
  return typeof path === 'string' ? [path.slice(0, 100)] : [];
};

/** `undefined` for what is no JSON. */
export function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
