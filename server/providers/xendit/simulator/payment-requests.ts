import { ApiError, inactive, ineligible, invalid, invalidValue, notFound } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { created, ok } from './call.ts';
import { checkProperties, echoCard } from './channel-properties.ts';
import { charge, decline, isOpen } from './collect.ts';
import { book } from './ledger.ts';
import { openRequest } from './open-request.ts';
import { checkOtp, resendOtp } from './otp.ts';
import { parse } from './parse.ts';
import type { RequestRecord } from './records.ts';
import type { ChannelRule } from './rules.ts';
import type { DirectRequest, TokenRequest } from './schemas.ts';
import { directRequest, otpBody, simulateBody, tokenRequest } from './schemas.ts';
import { checkAmount, claimCardReference, customerIdOf, offeredRule } from './checks.ts';
import { plan } from './tasks.ts';
import { requestView } from './views.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** POST /v3/payment_requests: opens a payment request, or charges a token. */
export function createRequest(state: SimulatorState, call: Call): Answer {
  const byToken = typeof call.body === 'object' && call.body !== null && 'payment_token_id' in call.body;
  const request = byToken
    ? payByToken(state, parse(tokenRequest, call.body), call)
    : payDirectly(state, parse(directRequest, call.body), call);
  return created(requestView(request));
}

function payDirectly(state: SimulatorState, body: DirectRequest, { verdict }: Call): RequestRecord {
  const rule = offeredRule(body.channel_code, body.country, body.currency);
  checkType(rule, body);
  const saving = body.type === 'PAY_AND_SAVE';
  const required = saving ? rule.requiredToSave : rule.required;
  const { echo, ...checked } = checkProperties(rule, required, body.channel_properties, now(state));
  const amount = body.request_amount === undefined ? undefined : checkAmount(rule, body.request_amount);
  const skips = maySkip(state, rule, body.channel_properties);
  claimCardReference(state, rule, body.reference_id);
  const request = openRequest(state, {
    ...common(state, body),
    ...checked,
    type: body.type,
    channel: body.channel_code,
    rule,
    amount,
    properties: echo,
    steps: saving ? rule.stepsToSave : rule.steps,
  });
  book(state, 'create', request, { amount, currency: request.currency });
  const { card } = checked;
  const noApprovalNeeded = card !== undefined && (skips || card.frictionless);
  if (noApprovalNeeded || verdict.decline !== undefined) charge(state, request, verdict);
  return request;
}

function payByToken(state: SimulatorState, body: TokenRequest, { verdict }: Call): RequestRecord {
  const token = state.tokens.get(body.payment_token_id);
  if (token?.status !== 'ACTIVE') throw new ApiError(400, 'INVALID_TOKEN', 'The payment token cannot be used');
  const { rule, card } = token;
  if (token.country !== body.country || token.currency !== body.currency) {
    throw invalidValue('country and currency must be those of the token');
  }
  if (body.channel_code !== undefined && body.channel_code !== token.channel && body.channel_code !== rule.code) {
    throw invalidValue('channel_code is not that of the token');
  }
  checkCapture(rule, body.capture_method);
  const amount = checkAmount(rule, body.request_amount);
  const skips = maySkip(state, rule, body.channel_properties);
  claimCardReference(state, rule, body.reference_id);
  const onFile = { card_on_file_type: 'CUSTOMER_UNSCHEDULED', transaction_sequence: 'SUBSEQUENT' };
  const request = openRequest(state, {
    ...common(state, body),
    type: 'PAY',
    channel: token.channel,
    rule,
    amount,
    tokenId: token.id,
    customerId: token.customerId,
    properties: card
      ? { ...onFile, ...body.channel_properties, card_details: echoCard(card) }
      : body.channel_properties,
    steps: rule.skipsApproval && (!card || skips || card.frictionless) ? [] : ['WEB_URL'],
    card,
  });
  book(state, 'create', request, { amount, currency: request.currency });
  if (request.actions.length === 0) charge(state, request, verdict);
  return request;
}

const common = (state: SimulatorState, body: DirectRequest | TokenRequest) => ({
  reference: body.reference_id,
  captureMethod: body.capture_method,
  customerId: customerIdOf(state, body),
  description: body.description,
  metadata: body.metadata,
  items: body.items,
  shipping: body.shipping_information,
});

function checkType(rule: ChannelRule, body: DirectRequest): void {
  const { type } = body;
  const isSupported = type === 'PAY' ? rule.pay : type === 'PAY_AND_SAVE' ? rule.save : rule.reusable;
  if (!isSupported) throw invalidValue(`${rule.code} does not support ${type}`);
  if (type === 'PAY_AND_SAVE' && body.customer === undefined && body.customer_id === undefined) {
    throw invalid('customer', 'or customer_id is required');
  }
  if (type !== 'REUSABLE_PAYMENT_CODE' && body.request_amount === undefined)
    throw invalid('request_amount', 'is required');
  checkCapture(rule, body.capture_method);
}

function checkCapture(rule: ChannelRule, method: 'AUTOMATIC' | 'MANUAL'): void {
  if (method === 'MANUAL' && rule.category !== 'CARDS')
    throw invalidValue(`${rule.code} does not support MANUAL capture`);
}

function maySkip(state: SimulatorState, rule: ChannelRule, properties: Readonly<Record<string, unknown>>): boolean {
  if (rule.category !== 'CARDS' || properties['skip_three_ds'] !== true) return false;
  if (state.options.skipThreeDs === false) {
    throw new ApiError(403, 'SKIP_3DS_FORBIDDEN', 'This account may not skip 3-D Secure');
  }
  return true;
}

function find(state: SimulatorState, { id }: Call): RequestRecord {
  if (id.length !== 39) throw invalid('payment_request_id', 'must have 39 characters');
  const request = state.requests.get(id);
  if (!request) throw notFound('payment request');
  return request;
}

export const getRequest = (state: SimulatorState, call: Call): Answer => ok(requestView(find(state, call)));

/** Takes effect at once; no notification is sent. */
export function cancelRequest(state: SimulatorState, call: Call): Answer {
  const request = find(state, call);
  if (!isOpen(request)) throw inactive('The payment request is final');
  if (request.status === 'PENDING') throw ineligible('The partner is still working on it');
  request.status = 'CANCELED';
  request.updatedAt = now(state);
  book(state, 'cancel', request);
  return ok(requestView(request));
}

export function validateRequestOtp(state: SimulatorState, call: Call): Answer {
  const request = find(state, call);
  const { otp_code: code } = parse(otpBody, call.body);
  checkOtp(state, request, code, () => decline(state, request, 'OTP_ATTEMPT_COUNTS_EXCEEDED'));
  charge(state, request, call.verdict);
  return ok(requestView(request));
}

export function resendRequestOtp(state: SimulatorState, call: Call): Answer {
  const request = find(state, call);
  resendOtp(state, request);
  return ok(requestView(request));
}

/** Pays a code that is shown to the customer, in test mode; the result comes by notification. */
export function simulateRequest(state: SimulatorState, call: Call): Answer {
  const request = find(state, call);
  const { amount } = parse(simulateBody, call.body);
  if (!['VIRTUAL_ACCOUNT', 'QR_CODE', 'OVER_THE_COUNTER'].includes(request.rule.category)) {
    throw invalidValue(`${request.rule.code} cannot be simulated here: open its page`);
  }
  if (!isOpen(request)) throw inactive('The payment request is final');
  const paid = amount === undefined ? request.amount : checkAmount(request.rule, amount);
  if (paid === undefined) throw invalid('amount', 'is required for an open amount');
  if (request.amount !== undefined && paid !== request.amount) throw invalidValue('amount must be the request_amount');
  plan(state, now(state), { name: 'pay_if_open', request, amount: paid });
  return ok({ status: 'PENDING', message: 'A simulated payment is being processed. The result comes by webhook.' });
}
