/** A refusal of the API: its code, and a message for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly details: readonly string[];
  constructor(code: string, message: string, details: readonly string[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A member that is missing or wrong. */
export const invalid = (member: string, rule: string): ApiError =>
  new ApiError('400', 'One or more parameters in the payload is invalid.', [`${member} ${rule}`]);

export const wrongState = (): ApiError => new ApiError('412', 'Transaction status cannot be updated.');

export const notFound = (): ApiError => new ApiError('404', "Transaction doesn't exist.");
