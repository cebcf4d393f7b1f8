import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import { formatPrice } from '../countries.ts';
import type { Order } from '../order.ts';
import type { EventPage } from '../storefront-api.ts';
import { statusText } from './order.ts';

/** Every order, newest first, and the payment server's event log. */
export function adminPage(
  visit: Visit,
  orders: readonly Order[],
  log: { readonly events: EventPage } | { readonly trouble: string },
): Html {
  const { texts } = visit;
  return page(
    visit,
    texts.admin,
    html`<div class="back-room">
      <h1>${texts.admin}</h1>
      <section class="card scroll" tabindex="0" aria-label="Orders">
        <h2>Orders</h2>
        <table>
          <thead>
            <tr>
              <th>Order</th>
              <th>Status</th>
              <th>Amount</th>
              <th>Customer</th>
              <th>Made</th>
            </tr>
          </thead>
          <tbody>
            ${orders.map(
              (order) =>
                html`<tr>
                  <td><a href="/admin/orders/${encodeURIComponent(order.id)}">${order.reference}</a></td>
                  <td>${statusText(texts, order)}</td>
                  <td>${formatPrice(order.amount, order.currency)}</td>
                  <td>${order.customerReference}</td>
                  <td>${new Date(order.createdAt).toISOString()}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <section class="card scroll" tabindex="0" aria-label="Event log">
        <h2>Event log</h2>
        ${'trouble' in log ? html`<p class="said">${log.trouble}</p>` : eventTable(log.events)}
      </section>
    </div>`,
  );
}

function eventTable({ data, nextCursor }: EventPage): Html {
  return html`<table>
      <thead>
        <tr>
          <th>Event</th>
          <th>Type</th>
          <th>Delivery</th>
        </tr>
      </thead>
      <tbody>
        ${data.map(
          ({ id, type, delivery }) =>
            html`<tr>
              <td><code>${id}</code></td>
              <td>${type}</td>
              <td>${delivery.status}, ${delivery.attempts}×</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${nextCursor !== null && html`<p><a href="/admin?cursor=${encodeURIComponent(nextCursor)}">Later events</a></p>`}`;
}
