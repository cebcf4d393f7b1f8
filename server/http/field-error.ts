import type { FieldError } from '../../shared/problem.ts';
import { holdsCardNumber } from './card-number.ts';

const MAX_PATH = 200;

/** A path may repeat what the caller named a member: it is cut, and long rows of digits are no business of ours. */
export function fieldError(path: string, message: string): FieldError {
  const short = path.slice(0, MAX_PATH).replace(/\d(?:[ -]?\d){11,}/g, '…');
  return { path: holdsCardNumber(short) ? '…' : short, message };
}
