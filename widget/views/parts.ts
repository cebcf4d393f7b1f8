import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon, copyIcon, infoIcon } from '../ui/payment-icons.ts';
import type { GuideFacts } from '../i18n/guides/guides.ts';
import { groupText } from '../ui/group-text.ts';
import type { ViewContext } from './view.ts';

/* Parts of several instructions. */

/** Where the browser refuses to copy, it says so below. */
export function copyButton(context: ViewContext, name: string, label: string, text: string): TemplateResult {
  const { t, copied, copyRefused, actions } = context;
  const done = copied === name;
  const onClick = (event: Event) => {
    const shown = event.currentTarget instanceof Element ? event.currentTarget.closest('.fact') : null;
    actions.copy(name, text, shown?.querySelector('.value') ?? null);
  };
  return html`<button
      type="button"
      class="copy"
      part="copy-button"
      aria-label=${done ? `${t.copied}: ${label}` : t.copyOf(label)}
      ?data-done=${done}
      @click=${onClick}
    >
      ${done ? checkIcon : copyIcon}<span .textContent=${done ? t.copied : t.copy}></span>
    </button>
    ${copyRefused === name ? html`<p class="note refused" .textContent=${t.copyByHand}></p>` : nothing}`;
}

/** The number or code to pay to: grouped on the screen, ungrouped in the clipboard. */
export const codeFact = (context: ViewContext, label: string, code: string): TemplateResult =>
  html`<div class="fact">
    <p class="muted">${label}</p>
    <p class="value code" part="payment-code" translate="no">${groupText(code)}</p>
    ${copyButton(context, 'code', label, code)}
  </div>`;

/** The company's number, which is typed in before the payment's own. */
export const billerFact = (context: ViewContext, code: string): TemplateResult =>
  html`<div class="fact">
    <p class="muted">${context.t.billerCode}</p>
    <p class="value code" translate="no">${code}</p>
    ${copyButton(context, 'biller', context.t.billerCode, code)}
  </div>`;

/** The exact amount. `copyAs`: for the clipboard, digits only as banks' forms expect. */
export function amountFact(context: ViewContext, copyAs: string): TemplateResult {
  const { t, payment, formats } = context;
  return html`<div class="fact">
    <p class="muted">${t.amount}</p>
    <p class="value" translate="no">${formats.money(payment.amount, payment.currency)}</p>
    ${copyButton(context, 'amount', t.amount, copyAs)}
    <p class="note">${t.exactAmount}</p>
  </div>`;
}

export const plainFact = (label: string, value: string | undefined): TemplateResult | typeof nothing =>
  value
    ? html`<div class="fact">
        <p class="muted">${label}</p>
        <p class="value" translate="no">${value}</p>
      </div>`
    : nothing;

export const steps = (texts: readonly string[]): TemplateResult =>
  html`<ol class="steps">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ol>`;

/** How-to-pay texts, each behind its own disclosure; the first one open. */
export function guideList(
  context: ViewContext,
  name: string,
  number: string,
  own: Omit<GuideFacts, 'number' | 'amount'>,
  general: 'virtualAccount' | 'retail',
) {
  const { t, guides, payment, formats } = context;
  if (!guides) return nothing;
  const text = Object.hasOwn(guides.named, name) ? guides.named[name] : undefined;
  const money = formats.money(payment.amount, payment.currency);
  // A number that goes on in the next line is easily typed in wrong.
  const facts = { number: groupText(number).replaceAll(' ', '\u00a0'), amount: money, ...own };
  return html`<section class="guides">
    <h3>${t.howToPay}</h3>
    ${(text ?? guides[general])(facts).map(
      (guide, index) =>
        html`<details ?open=${index === 0}>
          <summary>${guide.title}</summary>
          ${steps(guide.steps)}
        </details>`,
    )}
  </section>`;
}

export const note = (text: string, tone: 'calm' | 'warn' = 'calm'): TemplateResult =>
  html`<p class="notice" data-tone=${tone}>${infoIcon}<span .textContent=${text}></span></p>`;
