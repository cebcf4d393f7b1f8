import type { z } from 'zod';
import { ApiError } from './api-error.ts';

/** The parsed body. @throws {ApiError} `API_VALIDATION_ERROR` with every path that is wrong */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new ApiError(400, 'API_VALIDATION_ERROR', 'The request does not have the expected shape', errors);
}
