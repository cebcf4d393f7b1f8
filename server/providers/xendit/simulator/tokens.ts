import { actionsFor } from './actions.ts';
import { ApiError, inactive, ineligible, invalid, invalidValue, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { created, ok } from './call.ts';
import { checkProperties } from './channel-properties.ts';
import { book } from './ledger.ts';
import { checkOtp, newChallenge, resendOtp } from './otp.ts';
import { parse } from './parse.ts';
import type { TokenRecord } from './records.ts';
import { newToken, otpBody } from './schemas.ts';
import { customerIdOf, sellable } from './sell.ts';
import { plan } from './tasks.ts';
import { activate, endToken, failToken } from './token-life.ts';
import { tokenView } from './views.ts';
import type { World } from './world.ts';
import { newId, now } from './world.ts';

/** POST /v3/payment_tokens: links an account without charging it. */
export function createToken(world: World, call: Call): Answer {
  const body = parse(newToken, call.body);
  const rule = sellable(body.channel_code, body.country, body.currency);
  if (!rule.save) throw invalidValue(`${rule.code} cannot be saved`);
  const { echo, card } = checkProperties(rule, rule.requiredToSave, body.channel_properties, now(world));
  const id = newId(world, 'pt');
  const { country, currency } = rule;
  const page = `${world.options.baseUrl}/link/${id}`;
  const token: TokenRecord = {
    id,
    country,
    currency,
    rule,
    card,
    reference: body.reference_id,
    channel: body.channel_code,
    properties: echo,
    customerId: customerIdOf(world, body),
    description: body.description,
    metadata: body.metadata,
    actions: actionsFor(world, rule.stepsToSave, {
      kind: 'payment_tokens',
      id,
      country,
      currency,
      channel: rule.code,
      page,
    }),
    otp: rule.stepsToSave.includes('OTP') ? newChallenge(world) : undefined,
    status: 'REQUIRES_ACTION',
    createdAt: now(world),
    updatedAt: now(world),
  };
  world.tokens.set(id, token);
  plan(world, now(world) + rule.lifeSeconds * 1000, () => {
    if (token.status === 'REQUIRES_ACTION') endToken(world, token);
  });
  const { decline: code } = call.verdict;
  if (code !== undefined) failToken(world, token, code);
  else if (card?.frictionless) activate(world, token);
  return created(tokenView(token));
}

function find(world: World, { id }: Call): TokenRecord {
  if (id.length !== 39) throw invalid('payment_token_id', 'must have 39 characters');
  const token = world.tokens.get(id);
  if (!token) throw notFound('payment token');
  return token;
}

export const getToken = (world: World, call: Call): Answer => ok(tokenView(find(world, call)));

/** Takes effect at once, and no notification tells of it. */
export function cancelToken(world: World, call: Call): Answer {
  const token = find(world, call);
  if (token.status === 'REQUIRES_ACTION') throw ineligible('Only an active token can be canceled');
  if (token.status !== 'ACTIVE') throw inactive('The payment token is final');
  token.status = 'CANCELED';
  token.updatedAt = now(world);
  book(world, 'token_removed', token);
  return ok(tokenView(token));
}

export function validateTokenOtp(world: World, call: Call): Answer {
  const token = find(world, call);
  const { otp_code: code } = parse(otpBody, call.body);
  checkOtp(world, token, code, () => failToken(world, token, 'AUTHENTICATION_FAILED'));
  if (call.verdict.decline !== undefined)
    throw new ApiError(403, 'ACCOUNT_ACCESS_BLOCKED', 'The partner blocks this account');
  activate(world, token);
  return ok(tokenView(token));
}

export function resendTokenOtp(world: World, call: Call): Answer {
  const token = find(world, call);
  resendOtp(world, token);
  return ok(tokenView(token));
}
