import { PROBLEMS, type Problem } from '../../shared/problem.ts';
import { NotDelivered, OutcomeUnknown, Rejected, StorageUnavailable, UnknownCursor } from '../payments/ports/ports.ts';
import { NotificationError } from '../payments/notification/notification-error.ts';
import { DomainError, fieldError } from '../payments/core/domain-error.ts';
import { BodyReadBefore } from './middleware/raw-body.ts';
import { presentFailure } from './present/present-parts.ts';

/** The response to a request that failed. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** The client token was valid but has expired: the widget can renew it. */
export class TokenExpired extends DomainError {
  readonly reason = 'token_expired';
  constructor() {
    super('unauthorized', 'The client token has expired; request a new one from the storefront.');
  }
}

/** The path exists, but not with this method. */
export class MethodNotAllowed extends DomainError {
  readonly allow: readonly string[];
  constructor(allow: readonly string[]) {
    super('method_not_allowed', `Allowed methods: ${allow.join(', ')}.`);
    this.allow = allow;
  }
}

const RETRY_STORAGE_SECONDS = 5;
const RETRY_NOTIFICATION_SECONDS = 60;

/**
 * Maps whatever was thrown to a problem document.
 *
 * @param docsUrl where problem codes are documented
 */
export function problemOf(error: unknown, requestId: string, docsUrl: string): ProblemAnswer {
  const domainError = domainErrorFrom(error);
  const { status, title } = PROBLEMS[domainError.code];
  const { errors, checkoutId, failure, paymentId, payoutId } = domainError.facts;
  return {
    problem: {
      type: `${docsUrl}#${domainError.code}`,
      title,
      status,
      code: domainError.code,
      detail: domainError.message,
      requestId,
      ...(errors === undefined ? {} : { errors }),
      ...(checkoutId === undefined ? {} : { checkoutId }),
      ...(failure === undefined ? {} : { failure: presentFailure(failure) }),
      ...(paymentId === undefined ? {} : { paymentId }),
      ...(payoutId === undefined ? {} : { payoutId }),
      ...(domainError instanceof TokenExpired ? { reason: domainError.reason } : {}),
    },
    headers: headersOf(domainError),
  };
}

/** The only mapping from errors to problems. Any other error is `internal`, and its cause stays in the log. */
function domainErrorFrom(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof NotificationError) {
    if (error.code === 'malformed') return new DomainError('invalid_request', 'The notification is malformed.');
    if (error.code === 'unverified')
      return new DomainError('unauthorized', 'The notification could not be authenticated.');
    const retryAfterSeconds = RETRY_NOTIFICATION_SECONDS;
    return new DomainError('rate_limited', 'Too many unconfirmed notifications for one payment.', {
      retryAfterSeconds,
    });
  }
  if (error instanceof UnknownCursor) return fieldError('cursor', 'is not a valid cursor for this list');
  if (error instanceof Rejected) {
    return new DomainError('provider_rejected', 'The payment provider rejected the request.', {
      failure: error.failure,
    });
  }
  if (error instanceof NotDelivered || error instanceof OutcomeUnknown) {
    return new DomainError('provider_unavailable', 'The payment provider could not be reached; retry later.');
  }
  if (error instanceof StorageUnavailable) {
    const retryAfterSeconds = RETRY_STORAGE_SECONDS;
    return new DomainError(
      'storage_unavailable',
      'The storage could not be reached; retry later. With the same idempotency key nothing is done twice.',
      { retryAfterSeconds },
    );
  }
  if (error instanceof BodyReadBefore) return new DomainError('internal', error.message);
  return new DomainError('internal', 'Internal server error; the log has the cause under this requestId.');
}

function headersOf(domainError: DomainError): Record<string, string> {
  const headers: Record<string, string> = {};
  const { retryAfterSeconds } = domainError.facts;
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfterSeconds)));
  if (domainError instanceof MethodNotAllowed) headers['Allow'] = domainError.allow.join(', ');
  if (domainError.code === 'unauthorized') headers['WWW-Authenticate'] = 'Bearer';
  return headers;
}
