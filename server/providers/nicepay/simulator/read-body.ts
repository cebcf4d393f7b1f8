import { ApiError } from './api-error.ts';

/** The members of a call, whatever it is written in. Throws 9001 for what cannot be read. */
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
    throw new ApiError('9001', 'The body is no JSON');
  }
}

/** One reader would take the first of two values, another the last: neither is taken. */
function readPairs(text: string): Readonly<Record<string, string>> {
  const pairs = [...new URLSearchParams(text)];
  const object = Object.fromEntries(pairs);
  if (Object.keys(object).length !== pairs.length) throw new ApiError('9001', 'A member occurs twice');
  return object;
}

/** One member of a body that may be anything. */
export function textOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.entries(body).find(([member]) => member === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
