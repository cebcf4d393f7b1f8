import { DomainError } from '../payments/core/domain-error.ts';
import { holdsCardNumber } from './card-number.ts';
import { maskedFieldError } from './masked-field-error.ts';
import type { Json } from './strict-json.ts';

interface OtherNumbers {
  readonly [field: string]: true | OtherNumbers;
}

/** Fields with their own format of digits, which no card number matches. */
const OTHER_NUMBERS: OtherNumbers = {
  accountNumber: true,
  savedMethod: true,
  customer: { phone: true },
  fields: { phone: true },
};

/** Fields that are no card numbers if they are JSON numbers. */
const COUNTS: ReadonlySet<string> = new Set(['amount', 'unitAmount', 'quantity']);

/**
 * Rejects a body that contains a card number in any value or property name.
 *
 * @throws {DomainError} `invalid_request` with the path of the field, never the number
 */
export function refuseCardNumbers(body: Json): void {
  const path = findCardNumber(body, OTHER_NUMBERS);
  if (path !== undefined) throw cardNumberRefused(path.join('.'));
}

export const cardNumberRefused = (path: string): DomainError =>
  new DomainError('invalid_request', 'A field looks like a card number; card numbers must never be sent to this API.', {
    errors: [maskedFieldError(path, 'looks like a card number; card numbers must never be sent to this API')],
  });

/**
 * The path of the field in `value`. It is built on the way back: for every field that is looked at it would cost its length.
 *
 * @param others descends with the value
 */
function findCardNumber(value: Json, others: OtherNumbers): readonly string[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') return holdsCardNumber(String(value)) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (holdsCardNumber(name)) return [];
    const other = (Object.hasOwn(others, name) ? others[name] : undefined) ?? NONE;
    const isOther = COUNTS.has(name) ? typeof member === 'number' : other === true;
    const found = isOther ? undefined : findCardNumber(member, other === true ? NONE : other);
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}

const NONE: OtherNumbers = {};
