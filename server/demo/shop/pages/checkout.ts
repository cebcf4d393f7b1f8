import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import type { Order } from '../order.ts';
import { bill } from './bill.ts';

/**
 * The page that embeds the element. What a merchant adds to a page of theirs is the script (see `scripts` below) and
 * the one tag; the rest of this page is the shop's own.
 */
export function checkoutPage(visit: Visit, order: Order, clientToken: string): Html {
  const { texts, bffUrl, language, options } = visit;
  const locale = options.checkoutLanguage || language;
  return page(
    visit,
    texts.checkout,
    html`<div class="columns paying">
      <h1>${texts.checkout}</h1>
      <section class="payment">
        <kasir-checkout bff="${bffUrl}" token="${clientToken}" locale="${locale}"></kasir-checkout>
        <div class="after" id="after-paid" role="status" hidden>
          <span>${texts.paidHere}</span>
          <a class="button" href="/orders/${encodeURIComponent(order.id)}">${texts.seeOrder}</a>
        </div>
      </section>
      <section class="card summary">
        <h2>${texts.yourOrder}</h2>
        ${bill(visit, order)}
        <p class="hint">${texts.secured}</p>
        <p><a href="/orders/${encodeURIComponent(order.id)}">${texts.openOrder}</a></p>
      </section>
    </div>`,
    [`${bffUrl}/kasir.js`],
  );
}
