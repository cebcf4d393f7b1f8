import { DomainError } from '../payments/core/domain-error.ts';
import { holdsCardNumber } from './card-number.ts';
import { fieldError } from './field-error.ts';
import type { Json } from './strict-json.ts';

interface OtherNumbers {
  readonly [member: string]: true | OtherNumbers;
}

/** What is made of digits, or of our own letters and digits, and has rules of its own that no card number meets. */
const OTHER_NUMBERS: OtherNumbers = {
  accountNumber: true,
  savedMethod: true,
  customer: { phone: true },
  fields: { phone: true },
};

/** Members that are numbers of a known kind where they are numbers at all. */
const COUNTS: ReadonlySet<string> = new Set(['amount', 'unitAmount', 'quantity']);

/**
 * Card numbers never reach the server: a body that holds one in whatever member, or in the name of one, is refused.
 *
 * @throws {Refusal} `invalid_request` naming the member, and never the number
 */
export function refuseCardNumbers(body: Json): void {
  const path = findCardNumber(body, [], OTHER_NUMBERS);
  if (path !== undefined) throw cardNumberRefused(path.join('.'));
}

export const cardNumberRefused = (path: string): DomainError =>
  new DomainError('invalid_request', 'A field looks like a card number; card numbers must never be sent to this API.', {
    errors: [fieldError(path, 'looks like a card number; card numbers must never be sent to this API')],
  });

/** Members are looked up level by level: paths put together for each would cost their length times their number. */
function findCardNumber(value: Json, path: readonly string[], others: OtherNumbers): readonly string[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') return holdsCardNumber(String(value)) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (holdsCardNumber(name)) return path;
    const other = (Object.hasOwn(others, name) ? others[name] : undefined) ?? NONE;
    const isOther = COUNTS.has(name) ? typeof member === 'number' : other === true;
    const found = isOther ? undefined : findCardNumber(member, [...path, name], other === true ? NONE : other);
    if (found !== undefined) return found;
  }
  return undefined;
}

const NONE: OtherNumbers = {};
