import type { FailureCode } from '../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected, type GatewayError } from '../../payments/ports/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import { scrubMessage } from '../scrub-message.ts';
import { toJson } from '../to-json.ts';
import { codeSchema, errorSchema } from './schema.ts';

/** An error answer of Midtrans, with the code that decides what it means. */
export class MidtransError extends Rejected {
  /** `404`, as in the body. */
  readonly statusCode: string;
  constructor(statusCode: string, failure: FailureCode, message: string, rejection: Rejected['rejection']) {
    super({ code: failure, providerCode: statusCode }, message, { rejection });
    this.statusCode = statusCode;
  }
}

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof MidtransError && codes.includes(error.statusCode);

/** What an error code means to the customer; every other one is `provider_error`. */
const REJECTIONS: Readonly<Record<string, FailureCode>> = {
  '402': 'channel_unavailable',
  '409': 'limit_exceeded',
  '414': 'amount_not_allowed',
};

/** The merchant's account or our request is wrong: the operator has to fix it, the customer cannot. */
const MERCHANT_MUST_FIX = new Set(['400', '401', '402', '403', '405', '408', '410', '413', '414']);

/** How to fix it, where one sentence is enough. */
const FIXES: Readonly<Record<string, string>> = {
  '401': 'check MIDTRANS_SERVER_KEY, and that MIDTRANS_BASE_URL is the host of the same environment',
  '402': 'activate the payment method in the Midtrans dashboard, or disable the channel with KASIR_ROUTES',
  '410': 'ask Midtrans whether your account is active',
  '414': 'top up the balance in the Midtrans dashboard, or refund less',
};

/**
 * The code that counts: `status_code` of the body, whatever the HTTP status. Some answers come with HTTP 200 and an error
 * in the body, and some the other way round. `undefined`: no usable answer.
 *
 * @see https://docs.midtrans.com/reference/error-code-and-response-code
 */
export function codeOf({ status, text }: Pick<ProviderAnswer, 'status' | 'text'>): string | undefined {
  const json = toJson(text);
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  if (status >= 500 || (status >= 300 && status < 400) || !isObject) return undefined;
  return codeSchema.parse(json).status_code ?? String(status);
}

/** 2xx: the answer is about a transaction, denied ones included. 407 is the code of one that has expired. */
export const isAnswer = (code: string): boolean => /^2\d\d$/.test(code) || code === '407';

/**
 * What an error answer means. `asking`: the call was an inquiry, so a rejection says nothing about the payment; only 404
 * is an answer.
 *
 * @param code as {@link codeOf} read it
 */
export function readRejection(answer: ProviderAnswer, code: string | undefined, asking: boolean): GatewayError {
  const shown = code ?? `HTTP ${answer.status}`;
  const mend = code !== undefined && MERCHANT_MUST_FIX.has(code);
  const rejection = { code: shown, message: messageOf(answer.text), mend, fix: mend ? FIXES[code] : undefined };
  if (code === '429' || (code === undefined && answer.status === 429))
    return new NotDelivered(`rejected for now: ${shown}`, { rejection });
  const isDefinite = code !== undefined && /^4\d\d$/.test(code);
  if (!isDefinite || (asking && code !== '404'))
    return new OutcomeUnknown(asking ? `inquiry without an answer: ${shown}` : `no usable answer: ${shown}`, {
      rejection,
    });
  const failure = Object.hasOwn(REJECTIONS, code) ? (REJECTIONS[code] ?? 'provider_error') : 'provider_error';
  return new MidtransError(code, failure, `rejected: ${shown}`, rejection);
}

const MAX_MESSAGES = 10;

/** Midtrans' message, and the request id that its support asks for. */
function messageOf(text: string): string | undefined {
  const parsed = errorSchema.safeParse(toJson(text));
  if (!parsed.success) return undefined;
  const {
    status_message: message = '',
    validation_messages: found = [],
    error_messages: errors = [],
    id,
  } = parsed.data;
  const all = [message, ...found, ...errors].flatMap((one) => one ?? []).slice(0, MAX_MESSAGES);
  const shown = scrubMessage(all.join(' '));
  const parts = [shown, id === undefined ? '' : `(id ${id.slice(0, 60)})`].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' ');
}
