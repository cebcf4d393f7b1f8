/** A business error with NICEPAY's result code. It is sent with HTTP 200: only `resultCd` tells. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** For fields without a result code of their own. */
export const invalidField = (message: string): ApiError => new ApiError('9030', message);
