import { toE164 } from '../../../shared/phone.ts';
import { fieldError, type DomainError } from '../core/domain-error.ts';
import { textIn } from '../model/localized-text.ts';
import type { Checkout } from '../model/model.ts';
import type { OfferField } from '../ports/ports.ts';
import { EMAIL, prefilledValue } from './required-fields.ts';

/** The values of an offer's fields, or the first field that is missing or wrong. */
export type FieldsResult =
  | { readonly ok: true; readonly fields: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly error: DomainError };

type ValueResult = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: DomainError };

const MAX_FIELD_LENGTH = 200;

/** Reads what the customer filled in, and what the checkout knows of the customer where they left a field empty. */
export function readFields(
  fields: readonly OfferField[],
  given: Readonly<Record<string, string>>,
  { customer, country }: Checkout,
): FieldsResult {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const typed = given[field.name]?.trim();
    const value = typed === undefined || typed === '' ? prefilledValue(field, customer) : typed;
    if (value === undefined) {
      if (!field.required) continue;
      return { ok: false, error: fieldError(`fields.${field.name}`, `is required: ${textIn(field.label, 'en')}`) };
    }
    const result = readValue(field, value, country);
    if (!result.ok) return result;
    values[field.name] = result.value;
  }
  return { ok: true, fields: values };
}

function readValue(field: OfferField, value: string, country: string): ValueResult {
  const wrong = (message: string): ValueResult => ({ ok: false, error: fieldError(`fields.${field.name}`, message) });
  if (value.length > MAX_FIELD_LENGTH) return wrong(`must have at most ${MAX_FIELD_LENGTH} characters`);
  const read = field.type === 'phone' ? toE164(value, country) : value;
  if (read === undefined) return wrong('must be a phone number, national (0812…) or international (+62812…)');
  if (field.type === 'email' && !EMAIL.test(read)) return wrong('must be an e-mail address');
  if (field.type === 'select' && !field.options?.some((option) => option.value === read))
    return wrong('must be one of the options');
  if (field.pattern !== undefined && !field.pattern.regex.test(read)) return wrong(field.pattern.message);
  return { ok: true, value: read };
}
