import { z } from 'zod';
import { item } from '../../../shared/api/fields.ts';
import { MAX_AMOUNT } from '../../../shared/money.ts';
import { toE164 } from '../../../shared/phone.ts';
import type { FieldError } from '../../../shared/problem.ts';
import { defaultCountryOf } from '../../payments/checkout/create-checkout.ts';
import { fieldError } from '../../payments/core/domain-error.ts';
import { refuseCardNumbers } from '../refuse-card-numbers.ts';
import type { Json } from '../strict-json.ts';
import { cutText, tidyText } from '../tidy-text.ts';
import { Warnings } from './warnings.ts';

type Members = Readonly<Record<string, Json>>;

const MAX_LINES = 100;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const MAX_EMAIL = 254;

/**
 * Decoration never refuses a sale. Names and descriptions become one line and are cut; phones, e-mails and parts of the
 * address that cannot be used are left out, never cut; items beyond 99 become one line that keeps the sum. Whatever is
 * not decoration is left as it came, for the schema to judge. Takes time in proportion to the body.
 *
 * @param body as {@link jsonBody} has read it
 * @throws {DomainError} `invalid_request` for items that are none or add up to more than there is
 */
export function tidyOrder(body: Json): { readonly body: Json; readonly warnings: readonly FieldError[] } {
  if (!isObject(body)) return { body, warnings: [] };
  const warnings = new Warnings();
  const country = text(body['country']) ?? defaultCountryOf(text(body['currency']) ?? '');
  const tidied: Members = withoutAbsent({
    ...body,
    description: line(body['description'], 'description', 255, warnings),
    items: isList(body['items']) ? tidyItems(body['items'], warnings) : body['items'],
    customer: isObject(body['customer']) ? tidyCustomer(body['customer'], country, warnings) : body['customer'],
  });
  // Blanks that stood between digits are fewer now.
  refuseCardNumbers(tidied);
  return { body: tidied, warnings: warnings.list() };
}

function tidyCustomer(customer: Members, country: string | undefined, warnings: Warnings): Json {
  const { address } = customer;
  return withoutAbsent({
    ...customer,
    name: line(customer['name'], 'customer.name', 100, warnings),
    email: email(customer['email'], warnings),
    phone: phone(customer['phone'], country, warnings),
    address: isObject(address)
      ? tidyAddress(address, warnings)
      : leftOut(address, 'customer.address', 'must be an object', warnings),
  });
}

function tidyAddress(address: Members, warnings: Warnings): Json {
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

/** A name or a description: one line, cut where it is too long. */
function line(value: Json | undefined, path: string, maxLength: number, warnings: Warnings): string | undefined {
  const given = text(value);
  if (given === undefined) return leftOut(value, path, 'must be a string', warnings);
  const tidied = tidyText(given);
  const cut = cutText(tidied, maxLength);
  if (cut === '') return leftOut(value, path, 'is blank', warnings);
  if (cut !== tidied) warnings.add(path, `was truncated to ${maxLength} characters`);
  else if (cut !== given) warnings.add(path, 'was normalized to one line with single spaces');
  return cut;
}

/** What would be another one if it were cut. */
function fitting(value: Json | undefined, path: string, form: RegExp, warnings: Warnings): string | undefined {
  const tidied = tidyText(text(value) ?? '');
  return form.test(tidied) ? tidied : leftOut(value, path, 'has an invalid format', warnings);
}

function email(value: Json | undefined, warnings: Warnings): string | undefined {
  const tidied = tidyText(text(value) ?? '');
  if (tidied.length > MAX_EMAIL || !EMAIL.test(tidied))
    return leftOut(value, 'customer.email', 'is not a valid e-mail address', warnings);
  if (tidied !== value) warnings.add('customer.email', 'had whitespace removed');
  return tidied;
}

function phone(value: Json | undefined, country: string | undefined, warnings: Warnings): string | undefined {
  const number = toE164(text(value) ?? '', country ?? '');
  return (
    number ?? leftOut(value, 'customer.phone', `is not a valid phone number for ${country ?? 'any country'}`, warnings)
  );
}

function leftOut(value: Json | undefined, path: string, why: string, warnings: Warnings): undefined {
  // What is empty says nothing, and is missed by nobody.
  if (value !== undefined && value !== '') warnings.add(path, `was ignored: ${why}`);
}

/** Shops that keep phones and postal codes as numbers send them so. */
const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !isList(value);

const withoutAbsent = (members: Readonly<Record<string, Json | undefined>>): Members => {
  const present: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) present[name] = value;
  return present;
};
