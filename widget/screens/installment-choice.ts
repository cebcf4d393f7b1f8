import { html, type TemplateResult } from 'lit';
import type { ChannelField, SessionCheckout } from '../../shared/api/views.ts';
import { INSTALLMENT_FIELD, monthlyAmount } from '../../shared/installments.ts';
import type { PaymentMessages } from '../i18n/payment/messages.ts';
import type { Formats } from '../ui/formats.ts';
import type { ChannelFormState } from './channel-form-state.ts';

const AT_ONCE = '1';

/** In how many months to pay, each with what a month costs. Paying at once unless the customer says otherwise. */
export function installmentChoice(
  options: NonNullable<ChannelField['options']>,
  { amount, currency }: SessionCheckout,
  form: ChannelFormState,
  t: PaymentMessages,
  formats: Formats,
): TemplateResult {
  const wanted = form.values.get(INSTALLMENT_FIELD);
  const chosen = options.some(({ value }) => value === wanted) ? wanted : AT_ONCE;
  return html`<fieldset class="months" aria-describedby="months-note">
    <legend>${t.installmentHeading}</legend>
    ${options.map(
      ({ value }) =>
        html`<label
          ><input
            type="radio"
            name=${INSTALLMENT_FIELD}
            value=${value}
            .checked=${value === chosen}
            @change=${() => form.values.set(INSTALLMENT_FIELD, value)} /><span
            .textContent=${
              value === AT_ONCE
                ? t.payInFull
                : t.perMonth(Number(value), formats.money(monthlyAmount(amount, Number(value)), currency))
            }
          ></span
        ></label>`,
    )}
    <p class="muted" id="months-note">${t.installmentNote}</p>
  </fieldset>`;
}
