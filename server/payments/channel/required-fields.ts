import type { Checkout, Customer } from '../model/model.ts';
import type { Offer, OfferField } from '../ports/ports.ts';

/** The fields of an offer for this checkout, with only the options that the checkout allows. */
export const requiredFields = (
  { fields }: Pick<Offer, 'fields'>,
  checkout: Pick<Checkout, 'installments'>,
): readonly OfferField[] =>
  fields.flatMap((field) => {
    if (field.narrowedBy === undefined) return [field];
    const allowed = ['1', ...(checkout[field.narrowedBy] ?? []).map(String)];
    const options = field.options?.filter(({ value }) => allowed.includes(value)) ?? [];
    // A single option is no choice.
    return options.length > 1 ? [{ ...field, options }] : [];
  });

/** What providers accept as an e-mail address; stricter than what a storefront may know of a customer. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** The value that the checkout's customer has for a field, where the field accepts it. */
export function prefilledValue(
  { type, filledBy, pattern }: OfferField,
  customer: Customer | undefined,
): string | undefined {
  const datum = filledBy === undefined ? undefined : customer?.[filledBy];
  if (datum === undefined || (type === 'email' && !EMAIL.test(datum))) return undefined;
  return pattern?.regex.test(datum) === false ? undefined : datum;
}
