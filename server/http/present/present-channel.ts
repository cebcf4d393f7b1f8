import type { ChannelView } from '../../../shared/api/views.ts';
import { channelFacts, GROUP_OF_KIND } from '../../../shared/channel.ts';
import type { Language } from '../../../shared/language.ts';
import { prefilledValue, requiredFields } from '../../payments/channel/required-fields.ts';
import { textIn } from '../../payments/model/localized-text.ts';
import type { Checkout } from '../../payments/model/model.ts';
import type { Offer } from '../../payments/ports/ports.ts';
import { optional } from './present-parts.ts';

/**
 * Fields that the checkout's customer data already answers are left out.
 *
 * @param language of labels
 * @param notice a note to the customer, shown with the channel
 */
export function presentChannel(offer: Offer, checkout: Checkout, language: Language, notice?: string): ChannelView {
  const { kind, label } = channelFacts(offer.channel);
  const fields = requiredFields(offer, checkout).filter(
    (field) => prefilledValue(field, checkout.customer) === undefined,
  );
  return {
    code: offer.channel,
    kind,
    group: GROUP_OF_KIND[kind],
    label,
    ...optional('minAmount', offer.minAmount),
    ...optional('maxAmount', offer.maxAmount),
    ...optional('expiresAfterSeconds', offer.expiresAfterSeconds),
    savable: offer.supports.save && checkout.savePayment !== 'never',
    ...(offer.supports.saveRequired || checkout.savePayment === 'require' ? { saveRequired: true } : {}),
    ...optional('notice', notice),
    fields: fields.map((field) => ({
      name: field.name,
      type: field.type,
      required: field.required,
      label: textIn(field.label, language),
      ...optional(
        'options',
        field.options?.map((option) => ({ value: option.value, label: textIn(option.label, language) })),
      ),
    })),
  };
}
