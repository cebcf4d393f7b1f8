/** A business error in the provider's words. It travels with HTTP 200: only `resultCd` tells. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Data that no code of its own exists for. */
export const invalidField = (message: string): ApiError => new ApiError('9030', message);
