import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import { versionOf, type Order, type ReceivedEvent } from '../order.ts';
import type { TextName, Texts } from '../texts.ts';
import { bill } from './bill.ts';

const STATUS_TEXTS: Readonly<Record<Order['status'], TextName>> = {
  preparing: 'statusPreparing',
  waiting: 'statusWaiting',
  authorized: 'statusAuthorized',
  paid: 'statusPaid',
  expired: 'statusExpired',
  canceled: 'statusCanceled',
};

/** The order's state in words; what happened to the money afterwards comes first. */
export function statusText(texts: Texts, order: Order): string {
  if (order.review !== undefined) return texts.statusReview;
  if (order.status === 'paid' && order.refundedAmount > 0) {
    return order.refundedAmount < order.amount ? texts.statusPartlyRefunded : texts.statusRefunded;
  }
  return texts[STATUS_TEXTS[order.status]];
}

/** Says "paid" only when a signed event has reported it to the shop's server. */
export function orderPage(visit: Visit, order: Order, events: readonly ReceivedEvent[]): Html {
  const { texts } = visit;
  return page(
    visit,
    `${texts.order} ${order.reference}`,
    html`<div class="columns">
      <section class="card" id="order" data-status="${order.status}" data-version="${versionOf(order, events.length)}">
        <p class="badge ${order.status}" role="status">${statusText(texts, order)}</p>
        ${greeting(visit, order)}
      </section>
      <section class="card">
        <h2>${texts.yourOrder}</h2>
        ${bill(visit, order)}
      </section>
      <section class="proof">
        <h2>${texts.proof}</h2>
        <p class="hint">${texts.proofMore}</p>
        ${
          events.length === 0
            ? html`<p>${texts.proofNone}</p>`
            : html`<ol>
                ${events.map((event) => eventLine(texts, event))}
              </ol>`
        }
      </section>
    </div>`,
  );
}

function greeting({ texts }: Visit, order: Order): Html {
  switch (order.status) {
    case 'paid':
      // The latest event counts: nothing is shipped once the money was returned.
      if (order.review === 'reversed') {
        return html`<h1>${texts.takenBack}</h1>
          <p>${texts.takenBackMore}</p>`;
      }
      return html`<h1>${texts.thanks}</h1>
        <p>${texts.thanksMore}</p>
        <a class="button" href="/">${texts.backToShop}</a>`;
    case 'authorized':
      return html`<h1>${texts.authorized}</h1>
        <p>${texts.authorizedMore}</p>`;
    case 'expired':
    case 'canceled':
      return html`<h1>${texts.closed}</h1>
        <p>${texts.closedMore}</p>
        <a class="button" href="/">${texts.backToShop}</a>`;
    case 'preparing':
    case 'waiting':
      return html`<h1>${texts.waiting}</h1>
        <p>${texts.waitingMore}</p>
        <a class="button" href="/checkout/${encodeURIComponent(order.id)}">${texts.continuePaying}</a>`;
  }
}

const eventLine = (texts: Texts, event: ReceivedEvent): Html =>
  html`<li>
    <code>${event.type}</code> <span class="tick">✓ ${texts.signed}</span>
    <small>
      <time datetime="${new Date(event.receivedAt).toISOString()}"
        >${new Date(event.receivedAt).toISOString().slice(11, 23)}</time
      >
      · #${event.sequence} · ${event.id}${event.deliveries > 1 && ` · ×${event.deliveries}`}
    </small>
  </li>`;
