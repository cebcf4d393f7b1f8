const MAX_CAUSES = 5;

export interface SerialisedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: SerialisedError;
}

/**
 * What a log may contain of an error: name, message, code and the chain of causes; the stack only on request. All other
 * members are left out, since libraries attach whole requests with their headers to errors.
 */
export function serialiseError(error: unknown, withStack: boolean, depth = 0): SerialisedError {
  if (!(error instanceof Error)) return { name: 'Thrown', message: typeof error === 'string' ? error : typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const causes: readonly unknown[] = error instanceof AggregateError ? [error.cause, error.errors[0]] : [error.cause];
  const cause = causes.find((each) => each !== undefined && each !== null);
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(withStack && error.stack !== undefined ? { stack: error.stack } : {}),
    ...(cause === undefined || depth >= MAX_CAUSES ? {} : { cause: serialiseError(cause, withStack, depth + 1) }),
  };
}
