import { actionsFor } from './request-actions.ts';
import { ApiError, inactive, ineligible, invalid, invalidValue, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { created, ok } from './call.ts';
import { checkProperties } from './channel-properties.ts';
import { book } from './ledger.ts';
import { checkOtp, newChallenge, resendOtp } from './otp.ts';
import { parse } from './parse.ts';
import type { TokenRecord } from './records.ts';
import { newToken, otpBody } from './schemas.ts';
import { customerIdOf, offeredRule } from './checks.ts';
import { plan } from './tasks.ts';
import { activate, failToken } from './issue-token.ts';
import { tokenView } from './views.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

/** POST /v3/payment_tokens: links an account without charging it. */
export function createToken(state: SimulatorState, call: Call): Answer {
  const body = parse(newToken, call.body);
  const rule = offeredRule(body.channel_code, body.country, body.currency);
  if (!rule.save) throw invalidValue(`${rule.code} cannot be saved`);
  const { echo, card } = checkProperties(rule, rule.requiredToSave, body.channel_properties, now(state));
  const id = newId(state, 'pt');
  const { country, currency } = rule;
  const page = `${state.options.baseUrl}/link/${id}`;
  const token: TokenRecord = {
    id,
    country,
    currency,
    rule,
    card,
    reference: body.reference_id,
    channel: body.channel_code,
    properties: echo,
    customerId: customerIdOf(state, body),
    description: body.description,
    metadata: body.metadata,
    actions: actionsFor(state, rule.stepsToSave, {
      kind: 'payment_tokens',
      id,
      country,
      currency,
      channel: rule.code,
      page,
    }),
    otp: rule.stepsToSave.includes('OTP') ? newChallenge(state) : undefined,
    status: 'REQUIRES_ACTION',
    createdAt: now(state),
    updatedAt: now(state),
  };
  state.tokens.set(id, token);
  plan(state, now(state) + rule.lifeSeconds * 1000, { name: 'end_unconfirmed_token', token });
  const { decline: code } = call.verdict;
  if (code !== undefined) failToken(state, token, code);
  else if (card?.frictionless) activate(state, token);
  return created(tokenView(token));
}

function find(state: SimulatorState, { id }: Call): TokenRecord {
  if (id.length !== 39) throw invalid('payment_token_id', 'must have 39 characters');
  const token = state.tokens.get(id);
  if (!token) throw notFound('payment token');
  return token;
}

export const getToken = (state: SimulatorState, call: Call): Answer => ok(tokenView(find(state, call)));

/** Takes effect at once; no notification is sent. */
export function cancelToken(state: SimulatorState, call: Call): Answer {
  const token = find(state, call);
  if (token.status === 'REQUIRES_ACTION') throw ineligible('Only an active token can be canceled');
  if (token.status !== 'ACTIVE') throw inactive('The payment token is final');
  token.status = 'CANCELED';
  token.updatedAt = now(state);
  book(state, 'token_removed', token);
  return ok(tokenView(token));
}

export function validateTokenOtp(state: SimulatorState, call: Call): Answer {
  const token = find(state, call);
  const { otp_code: code } = parse(otpBody, call.body);
  checkOtp(state, token, code, () => failToken(state, token, 'AUTHENTICATION_FAILED'));
  if (call.verdict.decline !== undefined)
    throw new ApiError(403, 'ACCOUNT_ACCESS_BLOCKED', 'The partner blocks this account');
  activate(state, token);
  return ok(tokenView(token));
}

export function resendTokenOtp(state: SimulatorState, call: Call): Answer {
  const token = find(state, call);
  resendOtp(state, token);
  return ok(tokenView(token));
}
