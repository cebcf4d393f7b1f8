import type { ProblemCode } from '../../../shared/problem.ts';

/** When each problem occurs. Its title is what a response carries; this is what the reference says. */
export const PROBLEM_DESCRIPTIONS: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The body, the query or a header is invalid; `errors` lists the fields',
  unauthorized: 'The key or client token is missing, invalid or expired',
  provider_rejected: 'The payment provider rejected the request; `failure` gives the reason',
  forbidden: 'This key or origin is not allowed to use the endpoint',
  not_found: 'The object or path does not exist',
  method_not_allowed: 'The path does not support this method; see the `Allow` header',
  conflict: 'An object with this reference already exists',
  state_conflict: 'The current state of the object does not allow this operation',
  payload_too_large: 'The request body is larger than 64 KiB',
  unsupported_media_type: 'The request body has the wrong content type, or is compressed',
  idempotency_mismatch: 'The `Idempotency-Key` was already used with a different request',
  channel_unavailable: 'The channel cannot be used for this checkout',
  amount_out_of_range: 'The amount is outside the limits of the channel',
  rate_limited: 'Too many requests; retry after `Retry-After`',
  headers_too_large: 'The request has too many headers',
  internal: 'An unexpected error on the server; the log has it under `requestId`',
  provider_unavailable: 'The payment provider could not be reached; the request was not processed',
  storage_unavailable: 'The storage could not be reached; retry after `Retry-After`',
};
