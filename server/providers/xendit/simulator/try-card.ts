import type { Card } from './cards.ts';
import { echoCard } from './channel-properties.ts';
import { charge } from './collect.ts';
import { openRequest } from './open-request.ts';
import type { RequestRecord, SessionRecord, TokenRecord } from './records.ts';
import { dropTry } from './end-session.ts';
import { activate } from './issue-token.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

/**
 * One card on a session's page. Each try makes a payment request of its own, under the session's reference; a declined
 * one is reported by `payment.failure` and leaves the session open for another.
 */
export function tryCard(
  state: SimulatorState,
  session: SessionRecord,
  card: Card,
  save: boolean,
): RequestRecord | TokenRecord {
  dropTry(state, session);
  const cardTry = session.type === 'SAVE' ? linkCard(state, session, card) : payWithCard(state, session, card, save);
  session.tryId = cardTry.id;
  return cardTry;
}

function payWithCard(state: SimulatorState, session: SessionRecord, card: Card, save: boolean): RequestRecord {
  const request = openRequest(state, {
    ...inherited(session, card),
    type: save ? 'PAY_AND_SAVE' : 'PAY',
    amount: session.amount,
    captureMethod: session.captureMethod,
    items: session.items,
    steps: ['WEB_URL'],
  });
  if (card.frictionless) charge(state, request);
  return request;
}

function linkCard(state: SimulatorState, session: SessionRecord, card: Card): TokenRecord {
  const { rule } = session;
  const token: TokenRecord = {
    ...inherited(session, card),
    id: newId(state, 'pt'),
    country: rule.country,
    currency: rule.currency,
    actions: [],
    status: 'REQUIRES_ACTION',
    createdAt: now(state),
    updatedAt: now(state),
  };
  state.tokens.set(token.id, token);
  if (card.frictionless) activate(state, token);
  return token;
}

const inherited = (session: SessionRecord, card: Card) => ({
  reference: session.reference,
  channel: 'CARDS',
  rule: session.rule,
  properties: {
    card_details: echoCard(card),
    ...(session.successUrl === undefined ? {} : { success_return_url: session.successUrl }),
  },
  card,
  sessionId: session.id,
  customerId: session.customerId,
  description: session.description,
  metadata: session.metadata,
});
