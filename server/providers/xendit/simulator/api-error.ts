/** An error as the provider answers it: `{ error_code, message, errors? }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[] | undefined;

  constructor(status: number, code: string, message: string, errors?: ApiError['errors']) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const invalid = (path: string, message: string): ApiError =>
  new ApiError(400, 'API_VALIDATION_ERROR', 'The request does not have the expected shape', [{ path, message }]);

export const invalidValue = (message: string): ApiError => new ApiError(400, 'INVALID_VALUE_ERROR', message);

export const notFound = (what: string): ApiError => new ApiError(404, 'DATA_NOT_FOUND', `No such ${what}`);

export const inactive = (message: string): ApiError => new ApiError(400, 'INACTIVE_PAYMENT_REQUEST', message);

export const ineligible = (message: string): ApiError => new ApiError(400, 'INELIGIBLE_TRANSACTION_STATUS', message);

export const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

export const errorResponse = ({ status, code, message, errors }: ApiError): Response =>
  json(status, { error_code: code, message, ...(errors === undefined ? {} : { errors }) });
