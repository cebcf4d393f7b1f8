import { html } from '../../../../platform/html.ts';
import { closedPage, passwordForm, providerPage } from '../../../simulation/card-page.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { deny, isOpen } from '../collect.ts';
import type { TransactionRecord } from '../records.ts';
import type { SimulatorState } from '../state.ts';
import { decideCard } from '../decide-card.ts';

/* The page of the card's bank. It is the same for a card of a Snap page and for a saved one. */

export const CARD_PASSWORD = '112233';
const MAX_WRONG = 3;

export function serveThreeDs(
  state: SimulatorState,
  transaction: TransactionRecord,
  request: Request,
  form: URLSearchParams | undefined,
): Response {
  const address = new URL(request.url).search;
  if (!isOpen(transaction) || transaction.card === undefined) return leave(state, transaction, address);
  if (form === undefined) return threeDsPage(state, transaction, address);
  if (form.get('decision') === 'cancel') {
    deny(state, transaction, '05');
    return leave(state, transaction, address);
  }
  if (form.get('otp') === CARD_PASSWORD) {
    decideCard(state, transaction);
    return leave(state, transaction, address);
  }
  transaction.wrongPasswords += 1;
  if (transaction.wrongPasswords < MAX_WRONG)
    return threeDsPage(
      state,
      transaction,
      address,
      `Wrong password. ${MAX_WRONG - transaction.wrongPasswords} more tries.`,
    );
  deny(state, transaction, '05');
  return leave(state, transaction, address);
}

const addressOf = ({ options }: SimulatorState, { id }: TransactionRecord, query: string): string =>
  `${options.baseUrl}/v2/3ds/redirect/${id}${query}`;

const threeDsPage = (state: SimulatorState, transaction: TransactionRecord, query: string, error?: string): Response =>
  providerPage(
    state,
    'Confirm your card',
    html`<h1>Confirm your card</h1>
      <p class="amount">${priceText(transaction.money.amount, 'IDR')}</p>
      ${passwordForm(addressOf(state, transaction, query), transaction.card?.masked, CARD_PASSWORD, error)}`,
    error === undefined ? 200 : 422,
  );

/** To the Snap page it belongs to, or to the shop as the address says. */
function leave(state: SimulatorState, transaction: TransactionRecord, query: string): Response {
  if (transaction.snap !== undefined)
    return seeOther(`${state.options.baseUrl}/snap/v3/redirection/${transaction.snap}`);
  const parameters = new URLSearchParams(query);
  const back = parameters.get('callback_url');
  if (parameters.get('callback_type') === 'form' && back !== null && URL.canParse(back)) return seeOther(back);
  return closedPage(state, 'Done', `You can close this page. The payment is ${transaction.status}.`);
}
