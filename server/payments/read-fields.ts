import { toE164 } from '../../shared/phone.ts';
import type { Checkout, Customer } from './payment.ts';
import type { OfferField } from './ports.ts';
import { Refusal, refuseField } from './refusal.ts';

const MAX_FIELD_LENGTH = 200;

/** Whether the checkout's own customer data answers a field, and so that it will be taken: then nobody is asked. */
export function isFilled(field: OfferField, { customer, country }: Checkout): boolean {
  const value = known(field, customer);
  if (value === undefined) return false;
  try {
    checked(field, value, country);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What the customer typed, and where nothing was typed what the checkout knows. Throws `invalid_request` by name. */
export function readFields(
  fields: readonly OfferField[],
  given: Readonly<Record<string, string>>,
  { customer, country }: Checkout,
): Readonly<Record<string, string>> {
  const entries = fields.flatMap((field) => {
    const typed = given[field.name]?.trim();
    const value = typed === undefined || typed === '' ? known(field, customer) : typed;
    if (value === undefined) {
      if (field.required)
        throw refuseField(
          `fields.${field.name}`,
          `is needed: ${typeof field.label === 'string' ? field.label : field.label.en}`,
        );
      return [];
    }
    return [[field.name, checked(field, value, country)] as const];
  });
  return Object.fromEntries(entries);
}

const known = (field: OfferField, customer: Customer | undefined): string | undefined =>
  field.filledBy === undefined ? undefined : customer?.[field.filledBy];

function checked(field: OfferField, value: string, country: string): string {
  const path = `fields.${field.name}`;
  if (value.length > MAX_FIELD_LENGTH) throw refuseField(path, `must have at most ${MAX_FIELD_LENGTH} characters`);
  if (field.type === 'phone') {
    const phone = toE164(value, country);
    if (phone === undefined)
      throw refuseField(path, 'must be a phone number, national (0812…) or international (+62812…)');
    return matched(field, phone);
  }
  if (field.type === 'email' && !/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(value))
    throw refuseField(path, 'must be an e-mail address');
  if (field.type === 'select' && !field.options?.some((option) => option.value === value))
    throw refuseField(path, 'must be one of the options');
  return matched(field, value);
}

function matched({ name, pattern }: OfferField, value: string): string {
  if (pattern !== undefined && !pattern.regex.test(value)) throw refuseField(`fields.${name}`, pattern.message);
  return value;
}
