import type { Checkout, Customer } from './payment.ts';
import type { Offer, OfferField } from './ports.ts';

/** The fields of a channel as this checkout's customer may fill them: options that the shop does not allow are gone. */
export const fieldsFor = (
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

/** What the shop has told already. Not where the channel could not take it: then the customer is asked. */
export function knownAnswer({ filledBy, pattern }: OfferField, customer: Customer | undefined): string | undefined {
  const known = filledBy === undefined ? undefined : customer?.[filledBy];
  return known === undefined || pattern?.regex.test(known) === false ? undefined : known;
}
