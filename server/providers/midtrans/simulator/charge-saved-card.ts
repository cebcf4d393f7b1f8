import type { Fault } from '../../simulation/simulator.ts';
import { ApiError, invalid } from './api-error.ts';
import type { Answer } from './call.ts';
import { asObject, asText, type Fields, type OrderFields } from './check.ts';
import { collect, deny } from './collect.ts';
import { createTransaction } from './create-transaction.ts';
import { now, type SimulatorState } from './state.ts';
import { THREE_DS_MS } from './try-card.ts';
import { transactionView } from './views.ts';

/**
 * A charge of a saved card: with the customer, who passes 3-D Secure on a page of its bank, or without.
 *
 * @see https://docs.midtrans.com/reference/card-feature-one-click
 */
export function chargeSavedCard(
  state: SimulatorState,
  body: Fields,
  order: OrderFields,
  notificationUrl: string,
  fault: Fault | undefined,
): Answer {
  const given = asObject(body['credit_card'], 'credit_card');
  if (given['card'] !== undefined) throw invalid('credit_card.card', 'must not be sent');
  const saved = state.savedCards.get(asText(given['token_id'], 'credit_card.token_id'));
  if (saved === undefined || saved.expiresAt <= now(state))
    throw new ApiError('411', 'Credit card token is missing, invalid or timed out.');
  const id = state.options.uuid();
  const isAlone = given['initiated_by'] === 'merchant';
  const asksBank = given['authentication'] === true && saved.card.challenges && !isAlone;
  const transaction = createTransaction(state, {
    id,
    orderId: order.orderId,
    type: 'credit_card',
    amount: order.amount,
    itemName: order.itemName,
    notificationUrl,
    expiresAt: now(state) + THREE_DS_MS,
    card: saved.card,
    holds: given['type'] === 'authorize',
    details: asksBank ? { redirect_url: `${state.options.baseUrl}/v2/3ds/redirect/${id}` } : {},
  });
  if (fault?.kind === 'decline') deny(state, transaction, fault.code ?? '51');
  else if (!asksBank && fault?.kind !== 'pending') {
    const { result } = saved.card;
    if (typeof result === 'object') deny(state, transaction, result.decline);
    else collect(state, transaction);
  }
  const view = transactionView(state, transaction, 'Success, Credit Card transaction is successful');
  return { status: 200, body: { ...view, ...transaction.details } };
}
