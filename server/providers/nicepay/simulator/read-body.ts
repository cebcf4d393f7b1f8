import { ApiError } from './api-error.ts';

/**
 * The fields of a call, from a query, a form or JSON.
 *
 * @throws {ApiError} 9001: the body cannot be read
 */
export async function readBody(request: Request, format: 'json' | 'form'): Promise<unknown> {
  if (request.method === 'GET') return readPairs(new URL(request.url).search);
  const text = await request.text();
  const type = request.headers.get('content-type') ?? '';
  if (format === 'form') {
    if (!type.startsWith('application/x-www-form-urlencoded')) throw new ApiError('9001', 'The body must be a form');
    return readPairs(text);
  }
  if (!type.startsWith('application/json')) throw new ApiError('9001', 'The body must be JSON');
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('9001', 'The body is not valid JSON');
  }
}

/** A field with two values is rejected: one parser would take the first, another the last. */
function readPairs(text: string): Readonly<Record<string, string>> {
  const pairs = [...new URLSearchParams(text)];
  const object = Object.fromEntries(pairs);
  if (Object.keys(object).length !== pairs.length) throw new ApiError('9001', 'A field occurs twice');
  return object;
}

/** One text field of a body that may be anything. */
export function textOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
