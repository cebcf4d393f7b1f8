/** All problems of the API (RFC 9457). Codes are stable; titles and details may be reworded. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'Invalid request' },
  unauthorized: { status: 401, title: 'Unauthorized' },
  provider_rejected: { status: 402, title: 'Rejected by the payment provider' },
  forbidden: { status: 403, title: 'Forbidden' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  state_conflict: { status: 409, title: 'Not allowed in the current state' },
  payload_too_large: { status: 413, title: 'Request body too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  idempotency_mismatch: { status: 422, title: 'Idempotency-Key reused with a different request' },
  channel_unavailable: { status: 422, title: 'Channel not available for this checkout' },
  amount_out_of_range: { status: 422, title: 'Amount outside the limits of the channel' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'Too many request headers' },
  internal: { status: 500, title: 'Internal server error' },
  provider_unavailable: { status: 503, title: 'Payment provider unavailable' },
  storage_unavailable: { status: 503, title: 'Storage unavailable' },
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
  /** With `provider_rejected`: the reason and the failed payment. */
  readonly failure?: { readonly code: string; readonly message: string };
  readonly paymentId?: string;
  readonly payoutId?: string;
  /** With `unauthorized`: the client token was valid but has expired; request a new one. */
  readonly reason?: 'token_expired';
}
