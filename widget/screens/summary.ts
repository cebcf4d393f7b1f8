import { html, nothing, type TemplateResult } from 'lit';
import type { SessionCheckout } from '../../shared/api/views.ts';
import type { Messages } from '../i18n/list/messages.ts';
import { lockIcon } from '../ui/icons.ts';
import type { MoneyFormat } from '../ui/money-format.ts';

/**
 * What is being paid for. `until`: the checkout's time limit, where that is shown; a payment may have a shorter one. The
 * list does not wait for it: its line is empty until then.
 */
export function summary(
  checkout: SessionCheckout,
  t: Messages,
  money: MoneyFormat,
  until: string | undefined,
): TemplateResult {
  const { amount, currency, description, items = [] } = checkout;
  const lines = items.map(({ name, quantity, unitAmount }) => {
    const price = money(quantity * unitAmount, currency);
    return html`<li>
      <span .textContent=${`${quantity > 1 ? `${quantity} × ` : ''}${name}`}></span>
      <span translate="no">${price}</span>
    </li>`;
  });
  return html`<section class="summary" aria-label=${t.orderItems}>
    <p class="muted">${t.total}</p>
    <p class="total" translate="no">${money(amount, currency)}</p>
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
    ${until === undefined ? nothing : html`<p class="muted" .textContent=${until ? t.payBefore(until) : '\u00a0'}></p>`}
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

/** Where the texts of the customer's language are missing themselves. */
const RELOAD = 'Reload this page';

/** What the customer can do about a missing chunk. */
export const missingChunk = (t: Messages | undefined, alone: boolean): TemplateResult => {
  const label = t?.reload ?? RELOAD;
  const text = t?.problems.part_missing;
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
