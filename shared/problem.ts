/** Every problem the BFF answers with, RFC 9457. The code is stable; title and detail may be reworded. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not acceptable' },
  unauthorized: { status: 401, title: 'The key or token is missing, wrong or ended' },
  provider_rejected: { status: 402, title: 'The payment provider refused' },
  forbidden: { status: 403, title: 'This caller may not do that' },
  not_found: { status: 404, title: 'There is no such thing here' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'Something of that name exists already' },
  state_conflict: { status: 409, title: 'The present state does not allow that' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another body' },
  channel_unavailable: { status: 422, title: 'This channel cannot be used for this checkout' },
  amount_out_of_range: { status: 422, title: 'The amount is outside what the channel carries' },
  rate_limited: { status: 429, title: 'Too many attempts' },
  headers_too_large: { status: 431, title: 'Too many request headers' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  provider_unavailable: { status: 503, title: 'The payment provider cannot be reached' },
  storage_unavailable: { status: 503, title: 'The storage cannot be reached' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** `path` is dotted: `customer.phone`, `items.0.quantity`; empty for the body as a whole. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** `application/problem+json` as it goes over the wire. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  /** With `conflict` on a checkout's reference: the checkout that has it. */
  readonly checkoutId?: string;
  /** With `provider_rejected`: why, in the customer's terms, and the payment that failed by it. */
  readonly failure?: { readonly code: string; readonly message: string };
  readonly paymentId?: string;
  readonly payoutId?: string;
  /** With `unauthorized` on a client token: it was good and has ended, so a fresh one will do. */
  readonly reason?: 'token_expired';
}
