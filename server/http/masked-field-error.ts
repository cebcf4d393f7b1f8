import type { FieldError } from '../../shared/problem.ts';
import { holdsCardNumber } from './card-number.ts';

const MAX_PATH = 200;

/** An error at a field. Its path can contain names that the caller chose: it is truncated, and long digit runs are masked. */
export function maskedFieldError(path: string, message: string): FieldError {
  const short = path.slice(0, MAX_PATH).replace(/\d(?:[ -]?\d){11,}/g, '…');
  return { path: holdsCardNumber(short) ? '…' : short, message };
}
