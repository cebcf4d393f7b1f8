import { cardEnd } from './cards.ts';
import { book } from './ledger.ts';
import type { RequestRecord, TokenRecord } from './records.ts';
import { completeSession } from './end-session.ts';
import { plan } from './tasks.ts';
import { tokenView } from './views.ts';
import { announce } from './webhooks.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

const YEAR_MS = 365 * 86_400_000;
/** The longest delay that is planned. */
const FOREVER = 50 * YEAR_MS;

/**
 * The token of a PAY_AND_SAVE payment, active from now on. `announce` is called after the payment's own notification was
 * queued.
 */
export function issueToken(
  state: SimulatorState,
  request: RequestRecord,
): { readonly id: string; readonly announce: () => void } {
  const at = now(state);
  const { reference, country, currency, channel, rule, properties, customerId, metadata, actions, card } = request;
  const token: TokenRecord = {
    id: newId(state, 'pt'),
    reference,
    country,
    currency,
    channel,
    rule,
    properties,
    customerId,
    metadata,
    actions,
    card,
    status: 'REQUIRES_ACTION',
    createdAt: at,
    updatedAt: at,
  };
  state.tokens.set(token.id, token);
  begin(state, token);
  return { id: token.id, announce: () => announce(state, 'payment_token.activation', tokenView(token)) };
}

function begin(state: SimulatorState, token: TokenRecord): void {
  token.status = 'ACTIVE';
  token.updatedAt = now(state);
  const years = token.rule.tokenYears;
  token.expiresAt = token.card ? cardEnd(token.card) : years === undefined ? undefined : now(state) + years * YEAR_MS;
  if (token.expiresAt !== undefined && token.expiresAt < now(state) + FOREVER) {
    plan(state, token.expiresAt, { name: 'end_token', token });
  }
  book(state, 'token', token);
}

/** The customer approved. */
export function activate(state: SimulatorState, token: TokenRecord): void {
  begin(state, token);
  announce(state, 'payment_token.activation', tokenView(token));
  completeSession(state, token.sessionId, { tokenId: token.id });
}

/** The customer or the partner declined. */
export function failToken(state: SimulatorState, token: TokenRecord, code: string): void {
  token.status = 'FAILED';
  token.failureCode = code;
  token.updatedAt = now(state);
  announce(state, 'payment_token.failure', tokenView(token));
}

/** It can no longer be charged: it expired, or the customer unlinked it. */
export function endToken(state: SimulatorState, token: TokenRecord): void {
  if (token.status !== 'ACTIVE' && token.status !== 'REQUIRES_ACTION') return;
  token.status = 'EXPIRED';
  token.updatedAt = now(state);
  announce(state, 'payment_token.expiry', tokenView(token));
}
