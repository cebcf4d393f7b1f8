import { html, nothing, type TemplateResult } from 'lit';
import type { SessionCheckout } from '../../shared/api/views.ts';
import type { Language } from '../../shared/language.ts';
import type { Messages } from '../i18n/list/messages.ts';
import { RELOAD_TEXT } from '../i18n/reload-text.ts';
import { type Formats, momentsAreQuick } from '../ui/formats.ts';
import { lockIcon } from '../ui/icons.ts';

/**
 * What is being paid for. `dated`: with the checkout's time limit; a payment may have a shorter one. The list does not wait
 * for the time: its line is empty until the page can write it quickly.
 */
export function summary(checkout: SessionCheckout, t: Messages, formats: Formats, dated: boolean): TemplateResult {
  const { amount, currency, description, items = [], expiresAt } = checkout;
  const lines = items.map(({ name, quantity, unitAmount }) => {
    const price = formats.money(quantity * unitAmount, currency);
    return html`<li>
      <span .textContent=${`${quantity > 1 ? `${quantity} × ` : ''}${name}`}></span>
      <span translate="no">${price}</span>
    </li>`;
  });
  return html`<section class="summary" aria-label=${t.orderItems}>
    <p class="muted">${t.total}</p>
    <p class="total" translate="no">${formats.money(amount, currency)}</p>
    ${description ? html`<p .textContent=${description}></p>` : nothing}
    ${
      items.length > 0
        ? html`<details>
            <summary>${t.orderItems}</summary>
            <ul>
              ${lines}
            </ul>
          </details>`
        : nothing
    }
    ${
      dated
        ? html`<p
            class="muted"
            .textContent=${momentsAreQuick ? t.payBefore(formats.moment(expiresAt)) : '\u00a0'}
          ></p>`
        : nothing
    }
  </section>`;
}

/** In place of the summary while the session is read: as high as for an order with a description of one line. */
export const emptySummary = html`<div class="summary blank" aria-hidden="true">
  <p class="muted">&nbsp;</p>
  <p class="total">&nbsp;</p>
  <p>&nbsp;</p>
  <p class="muted">&nbsp;</p>
</div>`;

/** In place of the list before it is there, so that nothing moves. */
export const skeleton = html`<div class="skeleton" aria-hidden="true">
  <i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i>
</div>`;

/** Requests the payment, and says what it costs. `busy`: it is being requested. */
export const payButton = (t: Messages, amount: string, busy: boolean): TemplateResult =>
  html`<button
      type="submit"
      form="choose"
      class="primary"
      part="pay-button"
      aria-disabled=${busy ? 'true' : 'false'}
      .textContent=${busy ? t.paying : t.pay(amount)}
    ></button>
    <p class="safe muted">${lockIcon}${t.secure}</p>`;

/** What the customer can do about a missing chunk. `text`: absent where the texts are missing themselves. */
export const missingChunk = (locale: Language, text: string | undefined, alone: boolean): TemplateResult => {
  const label = RELOAD_TEXT[locale];
  const again = () => location.reload();
  return alone
    ? html`<h2 id="heading" tabindex="-1">${label}</h2>
        <p>${text}</p>
        <button type="button" class="primary" @click=${again}>${label}</button>`
    : html`<span>${text} <button type="button" @click=${again}>${label}</button></span>`;
};

/** Nothing could be loaded. */
export const errorScreen = (t: Messages, text: string, again: () => void): TemplateResult =>
  html`<h2 id="heading" tabindex="-1">${t.errorHeading}</h2>
    <p .textContent=${text}></p>
    <button type="button" class="primary" @click=${again}>${t.retry}</button>`;
