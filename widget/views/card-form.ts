import { html, nothing, type TemplateResult } from 'lit';
import type { InstructionOf } from '../../shared/instruction.ts';
import type { CardField } from '../card/check.ts';
import { HOLDER_LENGTH } from '../card/holder.ts';
import { cardStyles } from '../styles/card.ts';
import { lockIcon } from '../ui/icons.ts';
import { cardIcon } from '../ui/payment-icons.ts';
import { isSecureUrl } from '../ui/safe-url.ts';
import { CardEntry, type CardHost, elementId, keepInside } from './card-entry.ts';
import { note } from './parts.ts';
import type { InstructionView, ViewContext } from './view.ts';

type FormPost = InstructionOf<'form_post'>;

/** The card is typed here and posted by the browser straight to the provider. A new view for each form. */
export function cardView(): InstructionView<'form_post'> {
  const entry = new CardEntry();
  return {
    returns: true,
    styles: cardStyles,
    resume: ({ t }) => t.cardResume,
    heading: (_, { t }) => t.cardHeading,
    status: ({ t }) => (entry.sent ? t.cardSending : ''),
    body: (instruction, context) =>
      instruction.inputNames && isSecureUrl(instruction.action)
        ? form(instruction, instruction.inputNames, context, entry)
        : note(context.t.badAddress, 'warn'),
    close: () => entry.close(),
  };
}

function form(
  { action, fields }: FormPost,
  names: NonNullable<FormPost['inputNames']>,
  context: ViewContext,
  entry: CardEntry,
): TemplateResult {
  const { t, payment, place, formats, now, blocked, actions } = context;
  const host: CardHost = {
    now,
    redraw: actions.redraw,
    announceFaults: (count) => actions.announce(t.cardFaultCount(count)),
    mayLeave: actions.mayLeave,
    onBlocked: actions.onBlocked,
  };
  const typed = (event: Event) => entry.typed(event, host);
  const row = (field: CardField, attributes: FieldAttributes, more: FieldExtras = {}) =>
    names[field] === undefined ? nothing : fieldRow(field, names[field], attributes, more, context, entry);
  // An explicit target, for the page's <base> may have another one. `_top`: providers refuse to be framed.
  return html`<form
    class="card-form"
    method="post"
    action=${action}
    target=${blocked ? '_blank' : '_top'}
    rel="noopener"
    accept-charset="utf-8"
    novalidate
    @pointerdown=${(event: Event) => entry.pressed(event)}
    @input=${typed}
    @change=${typed}
    @submit=${(event: SubmitEvent) => entry.submitted(event, host)}
    @formdata=${(event: FormDataEvent) => entry.collected(event)}
    @beforeinput=${keepInside}
    @keydown=${keepInside}
    @keypress=${keepInside}
    @keyup=${keepInside}
    @compositionstart=${keepInside}
    @compositionupdate=${keepInside}
    @compositionend=${keepInside}
    @paste=${keepInside}
    @copy=${keepInside}
    @cut=${keepInside}
    @drop=${keepInside}
  >
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
    ${row('number', { inputmode: 'numeric', autocomplete: 'cc-number' }, { brand: entry.brand.name })}
    <div class="pair">
      ${row('expiry', { inputmode: 'numeric', autocomplete: 'cc-exp', placeholder: 'MM/YY' }, { hint: t.cardExpiryHint })}
      ${row('cvv', { inputmode: 'numeric', autocomplete: 'cc-csc' }, { hint: t.cardCvvHint(entry.brand.cvv) })}
    </div>
    ${row('holder', { autocomplete: 'cc-name', autocapitalize: 'words', maxlength: HOLDER_LENGTH })}
    ${row('email', { type: 'email', inputmode: 'email', autocomplete: 'email' })}
    ${entry.forbidden ? note(t.badAddress, 'warn') : nothing}
    ${blocked ? note(t.redirectBlocked(place), 'warn') : nothing}
    <button
      type="submit"
      class="primary"
      part="pay-button"
      aria-disabled=${entry.sent ? 'true' : 'false'}
      .textContent=${entry.sent ? t.cardSending : t.cardPay(formats.money(payment.amount, payment.currency))}
    ></button>
    <p class="direct muted">${lockIcon}<span>${t.cardDirect}</span></p>
  </form>`;
}

interface FieldAttributes {
  readonly type?: 'text' | 'email';
  readonly inputmode?: 'numeric' | 'email';
  readonly autocomplete: string;
  readonly autocapitalize?: string;
  readonly placeholder?: string;
  readonly maxlength?: number;
}

interface FieldExtras {
  readonly hint?: string;
  /** Of the card number; empty until it is known. */
  readonly brand?: string;
}

/** The input's value is not bound: card data is in no state. */
function fieldRow(
  field: CardField,
  name: string,
  { type = 'text', inputmode, autocomplete, autocapitalize, placeholder, maxlength }: FieldAttributes,
  { hint, brand }: FieldExtras,
  { t }: ViewContext,
  { faults }: CardEntry,
): TemplateResult {
  const id = elementId(field);
  const fault = faults.get(field);
  const described = [brand && `${id}-brand`, hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${t.cardLabels[field]}</label>
    <div class="typed">
      <input
        id=${id}
        name=${name}
        type=${type}
        inputmode=${inputmode ?? nothing}
        autocomplete=${autocomplete}
        autocapitalize=${autocapitalize ?? 'off'}
        autocorrect="off"
        spellcheck="false"
        placeholder=${placeholder ?? nothing}
        maxlength=${maxlength ?? nothing}
        required
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${described || nothing}
      />
      ${brand === undefined ? nothing : html`<span class="brand" id="${id}-brand">${brand || cardIcon}</span>`}
    </div>
    ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
    ${fault ? html`<p class="fault" id="${id}-fault" .textContent=${t.cardFaults[fault]}></p>` : nothing}
  </div>`;
}
