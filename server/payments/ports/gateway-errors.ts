import type { Failure } from '../model/model.ts';

/**
 * What the provider said when it rejected a request. Only for the operator's log: it may contain confidential details.
 */
export interface ProviderRejection {
  /** The provider's own code; the HTTP status (`HTTP 500`) where it gave none. */
  readonly code: string;
  /** The provider's own message, unchanged. It is truncated and redacted when it is logged. */
  readonly message?: string | undefined;
  /**
   * The merchant or operator has to fix it: credentials, permissions, settings, or what we send. Logged as an error.
   */
  readonly mend: boolean;
  /** How to fix it, in one sentence that names the variable or the place. */
  readonly fix?: string | undefined;
}

export interface GatewayErrorOptions extends ErrorOptions {
  readonly rejection?: ProviderRejection | undefined;
}

/** How a call to a provider ends without an answer. */
export abstract class GatewayError extends Error {
  /** Present where the provider answered with an error. */
  readonly rejection: ProviderRejection | undefined;
  constructor(message: string, options?: GatewayErrorOptions) {
    super(message, options);
    this.rejection = options?.rejection;
  }
}

/**
 * The provider certainly did not receive the request (connection refused, DNS), or answered that it is unavailable and
 * has done nothing. The only error after which the request may be sent again, or to another provider.
 */
export class NotDelivered extends GatewayError {
  override readonly name = 'NotDelivered';
}

/** The provider rejected the request and changed nothing. Sending the same request again would be rejected again. */
export class Rejected extends GatewayError {
  override readonly name = 'Rejected';
  readonly failure: Failure;
  constructor(failure: Failure, message: string, options?: GatewayErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/**
 * The request was sent and not answered in a way that can be trusted: timeout, reset connection, 5xx, unreadable body,
 * wrong signature. Only an inquiry can find out the outcome.
 */
export class OutcomeUnknown extends GatewayError {
  override readonly name = 'OutcomeUnknown';
}
