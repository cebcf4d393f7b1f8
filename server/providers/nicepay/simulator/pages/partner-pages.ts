import { html } from '../../../../platform/html.ts';
import { providerPage } from '../../../simulation/card-page.ts';
import { collect, decline } from '../money.ts';
import { genericDecline } from '../partner-payment.ts';
import { partnerName } from '../partners.ts';
import type { Transaction } from '../records.ts';
import type { SimulatorState } from '../state.ts';
import { withRefresh, orderHead } from './layout.ts';

/* The partner's side: a wallet's or lender's page, or the customer's phone. */

const decisions = (address: string, yes: string) =>
  html`<form method="post" action="${address}">
    <button name="decision" value="pay">${yes}</button>
    <button class="plain" name="decision" value="decline">Decline</button>
  </form>`;

export function approvePage(state: SimulatorState, transaction: Transaction, address: string): Response {
  const name = partnerName(transaction.partner);
  return providerPage(state, name, html`${orderHead(transaction, name)} ${decisions(address, 'Pay')}`);
}

const REFRESH_SECONDS = 3;

/** The browser waits until the customer confirms on the phone. */
export function phonePage(state: SimulatorState, transaction: Transaction, address: string): Response {
  const name = partnerName(transaction.partner);
  const page = providerPage(
    state,
    name,
    html`${orderHead(transaction, `Open ${name} on your phone`)}
      <p class="soft">
        We sent a request to ${transaction.order['billingPhone'] ?? 'your phone'}. This page continues by itself.
      </p>
      <h2>Simulated phone</h2>
      ${decisions(address, `Pay with ${name}`)}`,
  );
  return withRefresh(page, REFRESH_SECONDS);
}

export function decide(state: SimulatorState, transaction: Transaction, form: URLSearchParams): void {
  if (form.get('decision') === 'pay') collect(state, transaction);
  else if (form.get('decision') === 'decline') decline(state, transaction, genericDecline(transaction));
}
