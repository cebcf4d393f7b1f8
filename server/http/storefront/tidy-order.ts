import { z } from 'zod';
import { item } from '../../../shared/api/fields.ts';
import { MAX_AMOUNT } from '../../../shared/money.ts';
import { toE164 } from '../../../shared/phone.ts';
import type { FieldError } from '../../../shared/problem.ts';
import { defaultCountryOf } from '../../payments/checkout/create-checkout.ts';
import { fieldError } from '../../payments/core/domain-error.ts';
import { refuseCardNumbers } from '../refuse-card-numbers.ts';
import type { Json } from '../strict-json.ts';
import { cutText } from '../../../shared/cut-text.ts';
import { tidyText } from '../tidy-text.ts';
import { Warnings } from './warnings.ts';

type JsonObject = Readonly<Record<string, Json>>;

const MAX_LINES = 100;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const MAX_EMAIL = 254;

/**
 * Descriptive fields never prevent a payment. Names and descriptions are reduced to one line and truncated; invalid
 * phones, e-mails and address fields are removed; items beyond the 99th are merged into one line that keeps the sum. All
 * other fields are unchanged, for the schema to validate. Linear in the size of the body.
 *
 * @param body as parsed by {@link jsonBody}
 * @throws {DomainError} `invalid_request` if items beyond the 99th are invalid or exceed the maximum amount
 */
export function tidyOrder(body: Json): { readonly body: Json; readonly warnings: readonly FieldError[] } {
  if (!isObject(body)) return { body, warnings: [] };
  const warnings = new Warnings();
  const country = text(body['country']) ?? defaultCountryOf(text(body['currency']) ?? '');
  const tidied: JsonObject = withoutAbsent({
    ...body,
    description: line(body['description'], 'description', 255, warnings),
    items: isList(body['items']) ? tidyItems(body['items'], warnings) : body['items'],
    customer: isObject(body['customer']) ? tidyCustomer(body['customer'], country, warnings) : body['customer'],
  });
  // Again: tidying removes characters between digits.
  refuseCardNumbers(tidied);
  return { body: tidied, warnings: warnings.list() };
}

function tidyCustomer(customer: JsonObject, country: string | undefined, warnings: Warnings): Json {
  const { address } = customer;
  return withoutAbsent({
    ...customer,
    name: line(customer['name'], 'customer.name', 100, warnings),
    email: email(customer['email'], warnings),
    phone: phone(customer['phone'], country, warnings),
    address: isObject(address)
      ? tidyAddress(address, warnings)
      : ignored(address, 'customer.address', 'must be an object', warnings),
  });
}

function tidyAddress(address: JsonObject, warnings: Warnings): Json {
  const at = (name: string): string => `customer.address.${name}`;
  return withoutAbsent({
    ...address,
    line1: line(address['line1'], at('line1'), 255, warnings),
    city: line(address['city'], at('city'), 100, warnings),
    state: line(address['state'], at('state'), 100, warnings),
    postalCode: fitting(address['postalCode'], at('postalCode'), /^.{1,20}$/u, warnings),
    country: fitting(text(address['country'])?.toUpperCase(), at('country'), /^[A-Z]{2}$/, warnings),
  });
}

function tidyItems(items: readonly Json[], warnings: Warnings): Json {
  const kept = items.length > MAX_LINES ? MAX_LINES - 1 : items.length;
  const lines = items.slice(0, kept).map((each, index) => {
    if (!isObject(each) || text(each['name']) === undefined) return each;
    const path = `items.${index}.name`;
    return { ...each, name: line(each['name'], path, 255, warnings) ?? `Item ${index + 1}` };
  });
  if (kept === items.length) return lines;
  let sum = 0;
  for (const [index, each] of items.entries()) {
    if (index < kept) continue;
    const tidied = isObject(each) && text(each['name']) !== undefined ? { ...each, name: 'x' } : each;
    const parsed = z.safeParse(item, tidied);
    if (!parsed.success) throw fieldError(`items.${index}`, 'must be an item with name, quantity and unitAmount');
    sum += parsed.data.quantity * parsed.data.unitAmount;
  }
  if (sum > MAX_AMOUNT) throw fieldError('items', `must not add up to more than ${MAX_AMOUNT}`);
  const rest = items.length - kept;
  warnings.add('items', `the last ${rest} of ${items.length} were merged into one line`);
  return [...lines, { name: `${rest} more items`, quantity: 1, unitAmount: sum }];
}

/** A name or description: one line, truncated if it is too long. */
function line(value: Json | undefined, path: string, maxLength: number, warnings: Warnings): string | undefined {
  const given = text(value);
  if (given === undefined) return ignored(value, path, 'must be a string', warnings);
  const tidied = tidyText(given);
  const cut = cutText(tidied, maxLength);
  if (cut === '') return ignored(value, path, 'is blank', warnings);
  if (cut !== tidied) warnings.add(path, `was truncated to ${maxLength} characters`);
  else if (cut !== given) warnings.add(path, 'was normalized to one line with single spaces');
  return cut;
}

/** A value that must not be truncated, such as a postal code. */
function fitting(value: Json | undefined, path: string, form: RegExp, warnings: Warnings): string | undefined {
  const tidied = tidyText(text(value) ?? '');
  return form.test(tidied) ? tidied : ignored(value, path, 'has an invalid format', warnings);
}

function email(value: Json | undefined, warnings: Warnings): string | undefined {
  const tidied = tidyText(text(value) ?? '');
  if (tidied.length > MAX_EMAIL || !EMAIL.test(tidied))
    return ignored(value, 'customer.email', 'is not a valid e-mail address', warnings);
  if (tidied !== value) warnings.add('customer.email', 'had whitespace removed');
  return tidied;
}

function phone(value: Json | undefined, country: string | undefined, warnings: Warnings): string | undefined {
  const number = toE164(text(value) ?? '', country ?? '');
  return (
    number ?? ignored(value, 'customer.phone', `is not a valid phone number for ${country ?? 'any country'}`, warnings)
  );
}

function ignored(value: Json | undefined, path: string, why: string, warnings: Warnings): undefined {
  // An empty string counts as absent, without a warning.
  if (value !== undefined && value !== '') warnings.add(path, `was ignored: ${why}`);
}

/** Numbers are accepted, because some shops store phones and postal codes as numbers. */
const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

const withoutAbsent = (properties: Readonly<Record<string, Json | undefined>>): JsonObject => {
  const present: Record<string, Json> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) present[name] = value;
  return present;
};
