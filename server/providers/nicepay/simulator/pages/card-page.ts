import { html } from '../../../../platform/html.ts';
import { alert, cardFields, providerPage } from '../../../simulation/card-page.ts';
import type { Card } from '../cards.ts';
import { readCard, CARD_PASSWORD } from '../cards.ts';
import { tryCard } from '../money.ts';
import type { Transaction } from '../records.ts';
import { ApiError } from '../api-error.ts';
import { INVALID_NUMBER, TEST_CARDS } from '../test-cards.ts';
import type { SimulatorState } from '../state.ts';
import { now } from '../state.ts';
import { orderHead } from './layout.ts';
import { leaveForm } from './leave.ts';

/* NICEPAY's page for a card. The number is checked and not stored. */

/** After so many declines the transaction has failed. */
const MAX_TRIES = 3;

export function cardPage(state: SimulatorState, transaction: Transaction, address: string, error?: string): Response {
  const { order, failures } = transaction;
  const months = Number(order['instmntMon'] ?? '1');
  const last = failures.at(-1);
  const declined = last && `The card was declined: ${last.message} (${last.code}). Try another one.`;
  const message = error ?? declined;
  return providerPage(
    state,
    'Card payment',
    html`${orderHead(transaction)} ${months > 1 && html`<p class="soft">In ${months} monthly payments</p>`}
      ${alert(message)}
      <form method="post" action="${address}">
        ${cardFields('CVV', 45)} ${(order['recurrOpt'] === '0' || order['recurrOpt'] === '1') && SAVED_NOTE}
        <button name="decision" value="card">Pay</button>
      </form>
      ${leaveForm(address)} ${testCards()}`,
    message === undefined ? 200 : 422,
  );
}

const SAVED_NOTE = html`<p class="soft">The shop will save this card for future payments.</p>`;

export const testCards = () =>
  html`<details>
    <summary>Test cards</summary>
    <ul>
      ${TEST_CARDS.map(({ number, does }) => html`<li><code>${number}</code> ${does}</li>`)}
      <li><code>${INVALID_NUMBER}</code> is not a card number: its check digit is wrong</li>
    </ul>
    <p>Any future expiry, any CVV, any name in letters. The password is <code>${CARD_PASSWORD}</code>.</p>
  </details>`;

/** Tries the card. Returns a message for the customer if it cannot be read. */
export function submitCard(state: SimulatorState, transaction: Transaction, form: URLSearchParams): string | undefined {
  const card = readTyped(form, now(state));
  if (typeof card === 'string') return card;
  tryCard(state, transaction, card, transaction.failures.length + 1 >= MAX_TRIES);
  return undefined;
}

function readTyped(form: URLSearchParams, at: number): Card | string {
  const [, month, year] = /^(\d\d)\s*\/?\s*(?:20)?(\d\d)$/.exec((form.get('expiry') ?? '').trim()) ?? [];
  try {
    return readCard(
      {
        number: (form.get('number') ?? '').replace(/[\s-]/g, ''),
        expiry: `${year ?? ''}${month ?? ''}`,
        cvv: form.get('cvv') ?? '',
        holder: (form.get('holder') ?? '').trim(),
      },
      at,
    );
  } catch (error) {
    if (error instanceof ApiError) return `${error.message}.`;
    throw error;
  }
}

/** Whether one more decline fails the transaction. A decline after the password counts as well. */
export const isLastTry = ({ flow, failures }: Transaction): boolean =>
  flow === 'direct' || failures.length + 1 >= MAX_TRIES;
