/** What went wrong, without addresses: a code like `ECONNREFUSED`, or the name of the error. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
