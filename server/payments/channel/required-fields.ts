import type { Checkout, Customer } from '../model/model.ts';
import type { Offer, OfferField } from '../ports/ports.ts';

/** The fields of a channel as this checkout's customer may fill them: options that the shop does not allow are gone. */
export const requiredFields = (
  { fields }: Pick<Offer, 'fields'>,
  checkout: Pick<Checkout, 'installments'>,
): readonly OfferField[] =>
  fields.flatMap((field) => {
    if (field.narrowedBy === undefined) return [field];
    const allowed = ['1', ...(checkout[field.narrowedBy] ?? []).map(String)];
    const options = field.options?.filter(({ value }) => allowed.includes(value)) ?? [];
    // One way only is nothing to choose.
    return options.length > 1 ? [{ ...field, options }] : [];
  });

/** What a provider takes for an address. Shops may know one that no mail comes to, like `siti@localhost`. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** What the shop has told of the customer already, if it is what this field takes. */
export function prefilledValue(
  { type, filledBy, pattern }: OfferField,
  customer: Customer | undefined,
): string | undefined {
  const datum = filledBy === undefined ? undefined : customer?.[filledBy];
  if (datum === undefined || (type === 'email' && !EMAIL.test(datum))) return undefined;
  return pattern?.regex.test(datum) === false ? undefined : datum;
}
