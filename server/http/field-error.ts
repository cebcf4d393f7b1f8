import type { FieldError } from '../../shared/problem.ts';

const MAX_PATH = 200;

/** A path may repeat what the caller named a member: it is cut, and long rows of digits are no business of ours. */
export const fieldError = (path: string, message: string): FieldError => ({
  path: path.replace(/\d(?:[ -]?\d){11,}/g, '…').slice(0, MAX_PATH),
  message,
});
