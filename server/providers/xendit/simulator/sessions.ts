import { fromMajor } from '../../../../shared/money.ts';
import { ApiError, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { created, ok } from './call.ts';
import { isReturnUrl } from './channel-properties.ts';
import { closeSession } from './end-session.ts';
import { findRule } from './find-rule.ts';
import { book } from './ledger.ts';
import { parse } from './parse.ts';
import type { SessionRecord } from './records.ts';
import type { ChannelRule } from './rules.ts';
import type { NewSession } from './schemas.ts';
import { newSession } from './schemas.ts';
import { customerIdOf } from './checks.ts';
import { plan } from './tasks.ts';
import { iso, sessionView } from './views.ts';
import type { SimulatorState } from './state.ts';
import { newSessionId, now } from './state.ts';

const MINUTE = 60_000;
const refuse = (code: string, message: string): ApiError => new ApiError(400, code, message);

/** POST /sessions. The simulated page takes cards only, so a session needs a country with cards. */
export function createSession(state: SimulatorState, call: Call): Answer {
  const body = parse(newSession, call.body);
  const rule = checkSession(body);
  const amount = checkAmount(rule, body);
  const expiresAt = checkExpiry(body, now(state));
  if (state.sessionReferences.has(body.reference_id)) {
    throw new ApiError(409, 'DUPLICATE_ERROR', 'reference_id was used before');
  }
  state.sessionReferences.add(body.reference_id);
  const session: SessionRecord = {
    id: newSessionId(state),
    reference: body.reference_id,
    type: body.session_type === 'SAVE' ? 'SAVE' : 'PAY',
    mode: body.mode === 'COMPONENTS' ? 'COMPONENTS' : 'PAYMENT_LINK',
    save: body.session_type === 'SAVE' ? 'FORCED' : body.allow_save_payment_method,
    amount,
    currency: rule.currency,
    country: body.country,
    captureMethod: body.capture_method,
    rule,
    properties: body.channel_properties,
    channels: body.allowed_payment_channels,
    customerId: customerIdOf(state, body),
    locale: body.locale,
    description: body.description,
    items: body.items,
    metadata: body.metadata,
    successUrl: body.success_return_url,
    cancelUrl: body.cancel_return_url,
    components: body.components_configuration,
    expiresAt,
    createdAt: now(state),
    updatedAt: now(state),
    status: 'ACTIVE',
  };
  state.sessions.set(session.id, session);
  plan(state, expiresAt, { name: 'expire_session', session });
  book(state, 'create', session, { amount, currency: session.currency });
  return created(sessionView(session, state.options.baseUrl));
}

function checkSession(body: NewSession): ChannelRule {
  if (body.session_type === 'SUBSCRIPTION')
    throw refuse('SESSION_TYPE_NOT_SUPPORTED', 'Subscriptions are not simulated');
  if (body.mode === 'CARDS_SESSION_JS') throw refuse('MODE_NOT_SUPPORTED', 'CARDS_SESSION_JS is not simulated');
  if (body.mode === 'COMPONENTS' && !body.components_configuration?.origins?.length) {
    throw refuse('API_VALIDATION_ERROR', 'components_configuration.origins is required');
  }
  const rule = findRule('CARDS', body.country);
  if (typeof rule !== 'object') throw refuse('INVALID_COUNTRY', `Nothing is offered in ${body.country}`);
  if (rule.currency !== body.currency) throw refuse('INVALID_CURRENCY', `${body.country} takes ${rule.currency}`);
  const channels = body.allowed_payment_channels;
  const unknown = channels?.find((code) => typeof findRule(code, body.country) !== 'object');
  if (unknown !== undefined) throw refuse('INVALID_PAYMENT_CHANNEL', `${unknown} is not offered in ${body.country}`);
  if (channels && !channels.includes('CARDS'))
    throw refuse('INVALID_PAYMENT_CHANNEL', 'The simulated page takes cards only');
  const saves = body.session_type === 'SAVE' || body.allow_save_payment_method !== 'DISABLED';
  if (saves && body.customer === undefined && body.customer_id === undefined) {
    throw refuse('MISSING_CUSTOMER', 'Saving needs customer or customer_id');
  }
  for (const url of [body.success_return_url, body.cancel_return_url]) {
    if (url !== undefined && !isReturnUrl(url)) throw refuse('INVALID_URL', 'A return address must be https');
  }
  return rule;
}

function checkAmount(rule: ChannelRule, { session_type: type, amount: requested, currency }: NewSession): number {
  const amount = fromMajor(requested, rule.currency);
  if (amount === undefined) throw refuse('INVALID_AMOUNT', `amount has more decimals than ${currency}`);
  if (type === 'SAVE' ? amount !== 0 : amount < rule.min || amount > rule.max) {
    throw refuse('INVALID_AMOUNT', type === 'SAVE' ? 'amount must be 0' : 'amount is outside what cards may carry');
  }
  return amount;
}

function checkExpiry({ expires_at: requested }: NewSession, at: number): number {
  if (requested === undefined) return at + 30 * MINUTE;
  const end = Date.parse(requested);
  if (end < at + 10 * MINUTE) throw refuse('INVALID_EXPIRY_DATE', `expires_at must be after ${iso(at + 10 * MINUTE)}`);
  return end;
}

function find(state: SimulatorState, { id }: Call): SessionRecord {
  if (id.length !== 27) throw refuse('API_VALIDATION_ERROR', 'The session id must have 27 characters');
  const session = state.sessions.get(id);
  if (!session) throw notFound('session');
  return session;
}

export const getSession = (state: SimulatorState, call: Call): Answer =>
  ok(sessionView(find(state, call), state.options.baseUrl));

export function cancelSession(state: SimulatorState, call: Call): Answer {
  const session = find(state, call);
  if (session.status !== 'ACTIVE') throw refuse('INELIGIBLE_SESSION_REQUEST', `The session is ${session.status}`);
  closeSession(state, session, 'CANCELED');
  book(state, 'cancel', session);
  return ok(sessionView(session, state.options.baseUrl));
}
