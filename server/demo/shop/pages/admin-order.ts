import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import { formatPrice } from '../countries.ts';
import type { Order, ReceivedEvent } from '../order.ts';
import type { ShopCheckout, ShopPayment, ShopSavedMethod } from '../storefront-api.ts';
import { statusText } from './order.ts';

export interface OrderAtKasir {
  readonly checkout: ShopCheckout;
  readonly payments: readonly ShopPayment[];
  readonly savedMethods: readonly ShopSavedMethod[];
}

/** One order as the payment server sees it, with a button for each thing that the storefront API can do to it. */
export function adminOrderPage(
  visit: Visit,
  order: Order,
  events: readonly ReceivedEvent[],
  view: OrderAtKasir | { readonly trouble: string } | undefined,
  { said, key }: { readonly said?: string | undefined; readonly key: string },
): Html {
  const { texts } = visit;
  const action = `/admin/orders/${encodeURIComponent(order.id)}`;
  // One key per drawn page: pressing a button twice moves money once.
  const button = (act: string, label: string, hidden: Readonly<Record<string, string>>, amount = false): Html =>
    html`<form method="post" action="${action}">
      ${Object.entries({ ...hidden, act, key: `${act}-${key}` }).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      ${amount && html`<input name="amount" inputmode="numeric" placeholder="all" aria-label="${label}: amount in smallest units" />`}
      <button class="quiet" type="submit">${label}</button>
    </form>`;

  return page(
    visit,
    `${texts.admin}: ${order.reference}`,
    html`<div class="back-room">
      <p><a href="/admin">${texts.admin}</a></p>
      <h1>${order.reference}</h1>
      ${said !== undefined && html`<p class="said" role="status">${said}</p>`}
      <section class="card">
        <p>
          <strong>${statusText(texts, order)}</strong> · ${formatPrice(order.amount, order.currency)} ·
          ${order.customerReference}
        </p>
        <div class="actions">
          <a href="/orders/${encodeURIComponent(order.id)}">Customer’s page</a>
          ${order.checkoutId !== undefined && html`<code>${order.checkoutId}</code> ${button('close', 'Cancel checkout', {})}`}
        </div>
      </section>
      ${view === undefined ? false : 'trouble' in view ? html`<p class="said">${view.trouble}</p>` : atKasir(view, button)}
      <section class="card scroll" tabindex="0" aria-label="Events received">
        <h2>Events received</h2>
        <table>
          ${events.map(
            (event) =>
              html`<tr>
                <td>#${event.sequence}</td>
                <td>${event.type}</td>
                <td>${new Date(event.receivedAt).toISOString()}</td>
                <td><code>${event.id}</code></td>
                <td>${event.deliveries}×</td>
              </tr>`,
          )}
        </table>
      </section>
    </div>`,
  );
}

type Button = (act: string, label: string, hidden: Readonly<Record<string, string>>, amount?: boolean) => Html;

const atKasir = ({ checkout, payments, savedMethods }: OrderAtKasir, button: Button): Html =>
  html`<section class="card">
      <h2>Payments</h2>
      <p>The checkout is <strong>${checkout.status}</strong>.</p>
      ${payments.map((payment) => paymentBlock(payment, button))}
    </section>
    <section class="card">
      <h2>Saved methods</h2>
      ${savedMethods.length === 0 && html`<p class="hint">None.</p>`}
      ${savedMethods.map(
        ({ id, label, masked, channel }) =>
          html`<div class="actions">
            <span>${label}${masked !== undefined && ` ${masked}`} · ${channel}</span>
            ${button('charge', 'Charge saved method', { method: id })} ${button('forget', 'Remove', { method: id })}
          </div>`,
      )}
    </section>`;

const paymentBlock = (payment: ShopPayment, button: Button): Html => {
  const hidden = { payment: payment.id };
  return html`<div>
    <p>
      <code>${payment.id}</code> · ${payment.channel} · <strong>${payment.status}</strong> ·
      ${formatPrice(payment.amount, payment.currency)}
      ${payment.capturedAmount !== undefined && ` · captured ${formatPrice(payment.capturedAmount, payment.currency)}`}
      ${payment.refundedAmount > 0 && ` · refunded ${formatPrice(payment.refundedAmount, payment.currency)}`}
      ${payment.review !== undefined && ` · ${payment.review}`}
    </p>
    <div class="actions">
      ${button('inquire', 'Inquire', hidden)} ${button('capture', 'Capture', hidden, true)}
      ${button('refund', 'Refund', hidden, true)} ${button('cancel', 'Cancel', hidden)}
    </div>
    <div class="scroll" role="region" tabindex="0" aria-label="History of ${payment.id}">
      <table>
        ${payment.history.map(
          (entry) =>
            html`<tr>
              <td>${entry.at}</td>
              <td>${entry.source}</td>
              <td class="long">${entry.said}${entry.note !== undefined && ` (${entry.note})`}</td>
              <td>${entry.from === entry.to ? entry.to : `${entry.from} → ${entry.to}`}</td>
            </tr>`,
        )}
      </table>
    </div>
  </div>`;
};
