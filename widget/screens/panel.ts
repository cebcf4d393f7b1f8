import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelField, SessionView } from '../../shared/api/views.ts';
import { INSTALLMENT_FIELD } from '../../shared/installments.ts';
import type { PaymentMessages } from '../i18n/payment/messages.ts';
import type { Formats } from '../ui/formats.ts';
import { keepTyped, maySave, mustSave } from './payment-request.ts';
import type { ChannelFormState, FormFault, Selected } from './channel-form-state.ts';
import { installmentChoice } from './installment-choice.ts';

/** What opens below the selected row: what will happen, what has to be filled in, the consent to save. */
export function panel(
  selected: Selected,
  session: SessionView,
  form: ChannelFormState,
  t: PaymentMessages,
  formats: Formats,
  redraw: () => void,
): TemplateResult {
  if (selected.kind === 'saved') return html`<p id="hint">${t.savedHint}</p>`;
  const { channel } = selected;
  return html`
    <p id="hint" .textContent=${t.hints[channel.kind]}></p>
    <slot name="channel-${channel.code}"></slot>
    ${channel.fields.map((field) =>
      field.name === INSTALLMENT_FIELD && field.options
        ? installmentChoice(field.options, session.checkout, form, t, formats)
        : fieldRow(field, form, t, redraw),
    )}
    ${
      mustSave(session, channel)
        ? html`<p class="consent"><slot name="consent">${t.saveRequired}</slot></p>`
        : maySave(session, channel)
          ? consentBox(form, t)
          : nothing
    }
  `;
}

function consentBox(form: ChannelFormState, t: PaymentMessages): TemplateResult {
  const keep = (event: Event) => {
    if (event.target instanceof HTMLInputElement) form.consent = event.target.checked;
  };
  return html`<label class="consent">
    <input type="checkbox" .checked=${form.consent} @change=${keep} /><slot name="consent">${t.saveOffer}</slot>
  </label>`;
}

function fieldRow(field: ChannelField, form: ChannelFormState, t: PaymentMessages, redraw: () => void): TemplateResult {
  const id = `field-${field.name}`;
  const fault = form.faults.get(field.name);
  const value = form.values.get(field.name) ?? '';
  const keep = (event: Event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      keepTyped(form, field, event.target.value);
      redraw();
    }
  };
  const invalid = fault ? 'true' : nothing;
  const describedBy = fault ? `${id}-fault` : nothing;
  const control =
    field.type === 'select'
      ? html`<select
          id=${id}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          ?required=${field.required}
          @change=${keep}
        >
          <option value="">${t.pleaseSelect}</option>
          ${field.options?.map(
            (option) =>
              html`<option
                value=${option.value}
                ?selected=${option.value === value}
                .textContent=${option.label}
              ></option>`,
          )}
        </select>`
      : html`<input
          id=${id}
          type=${TYPES[field.type]}
          autocomplete=${AUTOCOMPLETE[field.type] ?? (/name$/i.test(field.name) ? 'name' : nothing)}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          ?required=${field.required}
          .value=${value}
          @input=${keep}
        />`;
  return html`<div class="field">
    <label for=${id}
      ><span .textContent=${field.label}></span
      >${field.required ? nothing : html` <span class="muted">(${t.optional})</span>`}</label
    >
    ${control}
    ${fault ? html`<p class="fault" id="${id}-fault" .textContent=${faultText(t, fault, field)}></p>` : nothing}
  </div>`;
}

const TYPES = { phone: 'tel', email: 'email', text: 'text' } as const;
const AUTOCOMPLETE: Readonly<Record<string, string>> = { phone: 'tel', email: 'email' };

function faultText(t: PaymentMessages, fault: FormFault, { type, label }: ChannelField): string {
  if (fault === 'needed') return t.fieldNeeded(label);
  // Also for a refusal of the BFF: the example shows what is accepted.
  if (type === 'phone') return t.phoneWrong;
  return type === 'email' ? t.emailWrong : t.fieldWrong(label);
}
