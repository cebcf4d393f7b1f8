import { Refusal } from '../payments/refusal.ts';
import { holdsCardNumber } from './card-number.ts';
import { fieldError } from './field-error.ts';
import type { Json } from './strict-json.ts';

/** What is made of digits, or of our own letters and digits, and has rules of its own that no card number meets. */
const OTHER_NUMBERS: ReadonlySet<string> = new Set(['accountNumber', 'savedMethod', 'customer.phone', 'fields.phone']);

/** Members that are numbers of a known kind where they are numbers at all. */
const COUNTS: ReadonlySet<string> = new Set(['amount', 'unitAmount', 'quantity']);

/**
 * Card numbers never reach the server: a body that holds one in whatever member, or in the name of one, is refused.
 *
 * @throws {Refusal} `invalid_request` naming the member, and never the number
 */
export function refuseCardNumbers(body: Json): void {
  const path = findCardNumber(body, []);
  if (path !== undefined) throw cardNumberRefused(path.join('.'));
}

export const cardNumberRefused = (path: string): Refusal =>
  new Refusal('invalid_request', 'A field looks like a card number, which must never be sent here.', {
    errors: [fieldError(path, 'looks like a card number, which must never be sent here')],
  });

function findCardNumber(value: Json, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') return holdsCardNumber(String(value)) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (holdsCardNumber(name)) return path;
    const inner = [...path, name];
    const isOther = COUNTS.has(name) ? typeof member === 'number' : OTHER_NUMBERS.has(inner.join('.'));
    const found = isOther ? undefined : findCardNumber(member, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
