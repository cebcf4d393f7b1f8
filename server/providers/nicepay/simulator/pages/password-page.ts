import { html } from '../../../../platform/html.ts';
import { passwordForm, providerPage } from '../../../simulation/card-page.ts';
import { CARD_PASSWORD } from '../cards.ts';
import { collect, decline } from '../money.ts';
import type { Transaction } from '../records.ts';
import { ApiError } from '../api-error.ts';
import type { SimulatorState } from '../state.ts';
import { isLastTry } from './card-page.ts';
import { orderHead } from './layout.ts';

export function passwordPage(
  state: SimulatorState,
  transaction: Transaction,
  address: string,
  error?: string,
): Response {
  return providerPage(
    state,
    'Confirm your card',
    html`${orderHead(transaction, 'Confirm your card')}
    ${passwordForm(address, transaction.challenged?.card.masked, CARD_PASSWORD, error)}`,
    error === undefined ? 200 : 422,
  );
}

/** Returns a message for the customer if the password is wrong and may be tried again. */
export function confirmCard(
  state: SimulatorState,
  transaction: Transaction,
  form: URLSearchParams,
): string | undefined {
  const { challenged } = transaction;
  if (!challenged) return undefined;
  const last = isLastTry(transaction);
  const declineCard = (code: string, message: string): undefined => {
    // The customer may try another card.
    if (!last) transaction.state = 'open';
    decline(state, transaction, new ApiError(code, message), last);
  };
  if (form.get('decision') === 'cancel') return declineCard('17', 'The customer canceled');
  if ((form.get('otp') ?? '').trim() !== CARD_PASSWORD) {
    challenged.triesLeft -= 1;
    if (challenged.triesLeft > 0) return `Wrong password. ${challenged.triesLeft} more tries.`;
    return declineCard('9117', '3-D Secure failed');
  }
  const { card } = challenged;
  if (card.rejection) return declineCard(card.rejection.code, card.rejection.message);
  transaction.card = card;
  collect(state, transaction);
  return undefined;
}
