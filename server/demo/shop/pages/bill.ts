import { html, type Html } from '../../../platform/html.ts';
import type { Visit } from '../layout.ts';
import { formatPrice } from '../countries.ts';
import type { Order } from '../order.ts';
import { findProduct } from '../products.ts';

/** What was ordered and what it costs. Orders made through the demo's own call may have an amount and nothing else. */
export function bill({ texts, language }: Visit, order: Order): Html {
  return html`<p class="number">${texts.order} <strong>${order.reference}</strong></p>
    <ul class="lines small">
      ${order.lines.map(({ sku, quantity, unitAmount }) => {
        const product = findProduct(sku);
        return html`<li class="line">
          <div class="art ${product?.tone ?? 'sand'}">${product?.art}</div>
          <div>
            <p class="name">${product?.name[language] ?? sku}</p>
            <p class="note">${quantity} × ${formatPrice(unitAmount, order.currency)}</p>
          </div>
          <span class="price">${formatPrice(quantity * unitAmount, order.currency)}</span>
        </li>`;
      })}
    </ul>
    <p class="total"><span>${texts.total}</span><strong>${formatPrice(order.amount, order.currency)}</strong></p>`;
}
