import { cardEnd } from './cards.ts';
import { book } from './ledger.ts';
import type { RequestRecord, TokenRecord } from './records.ts';
import { completeSession } from './session-life.ts';
import { plan } from './tasks.ts';
import { tokenView } from './views.ts';
import { announce } from './webhooks.ts';
import type { World } from './world.ts';
import { newId, now } from './world.ts';

const YEAR_MS = 365 * 86_400_000;
/** The longest delay worth planning: beyond it a token outlives every test. */
const FOREVER = 50 * YEAR_MS;

/**
 * The token that a PAY_AND_SAVE payment made. It counts from now on; `announce` is called after the payment's own
 * notification is on its way.
 */
export function issueToken(
  world: World,
  request: RequestRecord,
): { readonly id: string; readonly announce: () => void } {
  const at = now(world);
  const { reference, country, currency, channel, rule, properties, customerId, metadata, actions, card } = request;
  const token: TokenRecord = {
    id: newId(world, 'pt'),
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
  world.tokens.set(token.id, token);
  begin(world, token);
  return { id: token.id, announce: () => announce(world, 'payment_token.activation', tokenView(token)) };
}

function begin(world: World, token: TokenRecord): void {
  token.status = 'ACTIVE';
  token.updatedAt = now(world);
  const years = token.rule.tokenYears;
  token.expiresAt = token.card ? cardEnd(token.card) : years === undefined ? undefined : now(world) + years * YEAR_MS;
  if (token.expiresAt !== undefined && token.expiresAt < now(world) + FOREVER) {
    plan(world, token.expiresAt, () => endToken(world, token));
  }
  book(world, 'token', token);
}

/** The payer agreed. */
export function activate(world: World, token: TokenRecord): void {
  begin(world, token);
  announce(world, 'payment_token.activation', tokenView(token));
  completeSession(world, token.sessionId, { tokenId: token.id });
}

/** The payer, or the partner, said no. */
export function failToken(world: World, token: TokenRecord, code: string): void {
  token.status = 'FAILED';
  token.failureCode = code;
  token.updatedAt = now(world);
  announce(world, 'payment_token.failure', tokenView(token));
}

/** It cannot be charged any more: its time is over, or the payer unlinked it. */
export function endToken(world: World, token: TokenRecord): void {
  if (token.status !== 'ACTIVE' && token.status !== 'REQUIRES_ACTION') return;
  token.status = 'EXPIRED';
  token.updatedAt = now(world);
  announce(world, 'payment_token.expiry', tokenView(token));
}
