import {
  type ActionResult,
  PAYOUT_DECISIONS,
  type SimulatedPayment,
  type SimulatedPayout,
  type Simulator,
} from '../../providers/simulation/simulator.ts';
import type { Html } from '../../platform/html.ts';
import { html } from '../../platform/html.ts';
import { pageResponse, priceText } from '../../providers/simulation/html.ts';

/** So many of the latest closed payments are listed. */
const CLOSED_SHOWN = 30;

export interface PageContent {
  readonly simulators: readonly Simulator[];
  /** Where the page itself lives: absolute. */
  readonly address: string;
  /** What the last button did. */
  readonly notice?: ActionResult | undefined;
}

export const renderPage = ({ simulators, address, notice }: PageContent): Response =>
  pageResponse({
    title: 'Simulators',
    stylesheet: `${address}/style.css`,
    body: html`<header>
        <h1>Payment simulators</h1>
        <p class="soft">
          What a customer, a bank or a stranger would do next. No real money moves.
          <a href="${address}">Look again</a>
        </p>
        ${notice && html`<p role="status" class="notice${notice.ok ? '' : ' bad'}">${notice.message}</p>`}
      </header>
      <main>${simulators.map((simulator) => provider(simulator, address))}</main>`,
  });

function provider(simulator: Simulator, address: string): Html {
  const payments = simulator.payments();
  const open = payments.filter((payment) => payment.open);
  const closed = payments.filter((payment) => !payment.open);
  const show = (payment: SimulatedPayment): Html => row(simulator.id, payment, address);
  return html`<section class="provider" aria-labelledby="provider-${simulator.id}">
    <header>
      <h2 id="provider-${simulator.id}">${simulator.id}</h2>
      <form method="post" action="${address}/act">
        <input type="hidden" name="simulator" value="${simulator.id}" />
        <button name="action" value="go silent" aria-pressed="${simulator.silent ? 'true' : 'false'}">go silent</button>
      </form>
    </header>
    ${simulator.silent && html`<p class="soft">Silent: requests are not answered and notifications wait.</p>`}
    <h3>Open</h3>
    ${open.length === 0 ? html`<p class="empty">Nothing waits to be paid. Order something in the shop.</p>` : open.map(show)}
    ${
      closed.length > 0 &&
      html`<h3>Paid and closed</h3>
        ${closed.slice(0, CLOSED_SHOWN).map(show)}`
    }
    ${payoutSection(simulator, address)}
  </section>`;
}

function payoutSection(simulator: Simulator, address: string): Html | undefined {
  const payouts = simulator.payouts?.() ?? [];
  if (payouts.length === 0) return undefined;
  const open = payouts.filter((payout) => payout.open);
  const closed = payouts.filter((payout) => !payout.open).slice(0, CLOSED_SHOWN);
  return html`<h3>Payouts</h3>
    ${[...open, ...closed].map((payout) => payoutRow(simulator.id, payout, address))}`;
}

const payoutRow = (
  simulator: string,
  { id, reference, money, to, status, open }: SimulatedPayout,
  address: string,
): Html =>
  html`<fieldset>
    <legend>
      payout <span class="amount">${priceText(money.amount, money.currency)}</span>
      <code>${reference}</code>
    </legend>
    <dl>
      <dt>To</dt>
      <dd>${to}</dd>
      <dt>Status</dt>
      <dd>
        <span class="status${open ? '' : ENDED_BADLY.test(status.toUpperCase()) ? ' bad' : ' good'}">${status}</span>
      </dd>
    </dl>
    ${open && form({ simulator, id, actions: PAYOUT_DECISIONS, address })}
  </fieldset>`;

interface Buttons {
  readonly simulator: string;
  readonly id: string;
  readonly actions: readonly string[];
  readonly address: string;
}

const form = ({ simulator, id, actions, address }: Buttons): Html =>
  html`<form method="post" action="${address}/act">
    <input type="hidden" name="simulator" value="${simulator}" />
    <input type="hidden" name="id" value="${id}" />
    ${actions.map((action) => html`<button name="action" value="${action}">${action}</button>`)}
  </form>`;

function row(simulator: string, payment: SimulatedPayment, address: string): Html {
  const { money, timesPaid } = payment;
  return html`<fieldset>
    <legend>
      ${payment.channel} <span class="amount">${money ? priceText(money.amount, money.currency) : 'any amount'}</span>
      <code>${payment.reference}</code>
    </legend>
    <dl>
      ${payment.codes.map(
        ({ label, value }) =>
          html`<dt>${label}</dt>
            <dd><code>${value}</code></dd>`,
      )}
      <dt>Status</dt>
      <dd>
        <span class="status${tone(payment)}">${payment.status}</span>
        ${timesPaid > 1 && html`<span class="status bad">paid ${timesPaid} times</span>`}
        ${timesPaid === 1 && !payment.open && ENDED_UNPAID.test(payment.status) && html`<span class="status bad">paid late</span>`}
      </dd>
      ${
        payment.open &&
        payment.page !== undefined &&
        html`<dt>Page</dt>
          <dd><a href="${payment.page}">open the customer's page</a></dd>`
      }
      ${
        payment.open &&
        payment.expiresAt !== undefined &&
        html`<dt>Until</dt>
          <dd>${time(payment.expiresAt)}</dd>`
      }
    </dl>
    ${form({ simulator, id: payment.id, actions: payment.actions, address })}
  </fieldset>`;
}

const ENDED_UNPAID = /EXPIRED|CANCEL|FAIL/;
const ENDED_BADLY = /EXPIRED|CANCEL|FAIL|REVERSED/;

const tone = ({ open, status }: SimulatedPayment): string => (open ? '' : ENDED_BADLY.test(status) ? ' bad' : ' good');

const time = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
