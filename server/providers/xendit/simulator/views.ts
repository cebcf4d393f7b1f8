import type { Currency } from '../../../../shared/money.ts';
import { toMajorText } from '../../../../shared/money.ts';
import type { Card } from './cards.ts';
import type { PaymentRecord, RefundRecord, RequestRecord, SessionRecord, TokenRecord } from './records.ts';

/* Records as the wire shows them: major units as JSON numbers, ISO times, fields that are absent rather than null. */

export const BUSINESS_ID = '64e1c0ffee5a1d0c5ca1ab1e';

export const iso = (at: number): string => new Date(at).toISOString();

export const major = (amount: number, currency: Currency): number => Number(toMajorText({ amount, currency }));

/** Drops what is `undefined`, as JSON would: notifications are kept as objects. */
const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The channel code of answers, whatever alias the request used. */
const channelCode = ({ rule }: { readonly rule: RequestRecord['rule'] }): string => rule.code;

export const requestView = (request: RequestRecord): object =>
  present({
    business_id: BUSINESS_ID,
    reference_id: request.reference,
    payment_request_id: request.id,
    payment_token_id: request.tokenId,
    customer_id: request.customerId,
    latest_payment_id: request.latestPaymentId,
    type: request.type,
    country: request.country,
    currency: request.currency,
    request_amount: request.amount === undefined ? undefined : major(request.amount, request.currency),
    capture_method: request.captureMethod,
    channel_code: request.channel,
    channel_properties: request.properties,
    actions: request.actions,
    status: request.status,
    failure_code: request.failureCode,
    description: request.description,
    metadata: request.metadata,
    items: request.items,
    shipping_information: request.shipping,
    created: iso(request.createdAt),
    updated: iso(request.updatedAt),
  });

const authentication = ({ frictionless }: Card): object => ({
  flow: frictionless ? 'FRICTIONLESS' : 'CHALLENGE',
  a_res: { eci: '05', message_version: '2.2.0', authentication_value: 'c2ltdWxhdGVk' },
});

const details = ({ request, status }: PaymentRecord): object => {
  if (!request.card) return {};
  const approved = { authorization_code: 'S1MU1A', cvn_verification_result: 'M', network_response_code: '00' };
  return {
    authorization_data: status === 'FAILED' ? { network_response_code: '05' } : approved,
    authentication_data: authentication(request.card),
    network: request.card.network,
  };
};

export const paymentView = (payment: PaymentRecord): object => {
  const { request, capture } = payment;
  return present({
    payment_id: payment.id,
    business_id: BUSINESS_ID,
    reference_id: request.reference,
    payment_request_id: request.id,
    payment_token_id: payment.status === 'FAILED' && request.type === 'PAY_AND_SAVE' ? undefined : request.tokenId,
    customer_id: request.customerId,
    type: request.type,
    country: request.country,
    currency: request.currency,
    // The requested amount; for an open code the amount that was paid.
    request_amount: major(request.amount ?? payment.amount, request.currency),
    capture_method: request.captureMethod,
    channel_code: channelCode(request),
    channel_properties: request.properties,
    captures: capture && [
      {
        capture_id: capture.id,
        capture_amount: major(capture.amount, request.currency),
        capture_timestamp: iso(capture.at),
      },
    ],
    status: payment.status,
    payment_details: details(payment),
    failure_code: payment.failureCode,
    description: request.description,
    metadata: request.metadata,
    created: iso(payment.createdAt),
    updated: iso(payment.updatedAt),
  });
};

const tokenDetails = (token: TokenRecord): object => {
  if (token.card) return { authentication_data: authentication(token.card) };
  const phone = token.properties['account_mobile_number'] ?? token.properties['mobile_number'];
  const lastFour = token.properties['card_last_four_digits'];
  return present({
    account_name: 'Pembeli Simulasi',
    account_number: typeof lastFour === 'string' ? `********${lastFour}` : mask(phone),
    account_balance: token.rule.code === 'OVO' ? '1500000' : undefined,
    account_point_balance: token.rule.code === 'OVO' ? '20000' : undefined,
  });
};

const mask = (phone: unknown): string =>
  typeof phone === 'string' ? `${phone.slice(0, 4)}******${phone.slice(-3)}` : '+628******003';

export const tokenView = (token: TokenRecord): object =>
  present({
    payment_token_id: token.id,
    channel_code: channelCode(token),
    country: token.country,
    business_id: BUSINESS_ID,
    customer_id: token.customerId,
    reference_id: token.reference,
    currency: token.currency,
    channel_properties: token.properties,
    actions: token.actions,
    status: token.status,
    token_details: token.status === 'ACTIVE' || token.status === 'EXPIRED' ? tokenDetails(token) : undefined,
    failure_code: token.failureCode,
    description: token.description,
    metadata: token.metadata,
    created: iso(token.createdAt),
    updated: iso(token.updatedAt),
  });

const REFUND_METHOD: Readonly<Record<string, string>> = {
  CARDS: 'CARD',
  EWALLET: 'EWALLET',
  DIRECT_DEBIT: 'DIRECT_DEBIT',
};

export const refundView = ({ payment, ...refund }: RefundRecord): object => ({
  id: refund.id,
  payment_request_id: payment.request.id,
  payment_id: payment.id,
  invoice_id: null,
  ...present({ payment_method_type: REFUND_METHOD[payment.request.rule.category] }),
  reference_id: refund.reference ?? null,
  channel_code: channelCode(payment.request),
  currency: payment.request.currency,
  amount: major(refund.amount, payment.request.currency),
  status: refund.status,
  reason: refund.reason,
  failure_code: refund.failureCode ?? null,
  refund_fee_amount: null,
  metadata: refund.metadata ?? null,
  created: iso(refund.createdAt),
  updated: iso(refund.updatedAt),
});

export const sessionView = (session: SessionRecord, baseUrl: string): object => ({
  payment_session_id: session.id,
  created: iso(session.createdAt),
  updated: iso(session.updatedAt),
  reference_id: session.reference,
  customer_id: session.customerId ?? null,
  session_type: session.type,
  allow_save_payment_method: session.save,
  currency: session.currency,
  amount: major(session.amount, session.currency),
  country: session.country,
  mode: session.mode,
  capture_method: session.captureMethod,
  ...present({
    channel_properties: session.properties,
    allowed_payment_channels: session.channels,
    description: session.description,
    items: session.items,
    metadata: session.metadata,
    success_return_url: session.successUrl,
    cancel_return_url: session.cancelUrl,
    components_configuration: session.components,
    payment_link_url: session.mode === 'PAYMENT_LINK' ? `${baseUrl}/checkout/${session.id}` : undefined,
    components_sdk_key: session.mode === 'COMPONENTS' ? `session-${session.id.slice(3)}` : undefined,
  }),
  expires_at: iso(session.expiresAt),
  locale: session.locale,
  status: session.status,
  payment_token_id: session.tokenId ?? null,
  payment_id: session.paymentId ?? null,
  payment_request_id: session.requestId ?? null,
  business_id: BUSINESS_ID,
});
