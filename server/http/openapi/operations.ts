import type { z } from 'zod';
import { approvePayoutRequest, approvePayoutResponse } from '../../../shared/api/approve-payout.ts';
import { cancelCheckoutRequest, cancelCheckoutResponse } from '../../../shared/api/cancel-checkout.ts';
import { cancelPaymentRequest, cancelPaymentResponse } from '../../../shared/api/cancel-payment.ts';
import {
  cancelSessionPaymentRequest,
  cancelSessionPaymentResponse,
} from '../../../shared/api/cancel-session-payment.ts';
import { capturePaymentRequest, capturePaymentResponse } from '../../../shared/api/capture-payment.ts';
import { confirmReceiptRequest, confirmReceiptResponse } from '../../../shared/api/confirm-receipt.ts';
import {
  confirmSessionPaymentRequest,
  confirmSessionPaymentResponse,
} from '../../../shared/api/confirm-session-payment.ts';
import { createChargeRequest, createChargeResponse } from '../../../shared/api/create-charge.ts';
import { createCheckoutRequest, createCheckoutResponse } from '../../../shared/api/create-checkout.ts';
import { createPayoutRequest, createPayoutResponse } from '../../../shared/api/create-payout.ts';
import {
  createSessionPaymentRequest,
  createSessionPaymentResponse,
} from '../../../shared/api/create-session-payment.ts';
import { getCheckoutResponse } from '../../../shared/api/get-checkout.ts';
import { getPaymentResponse } from '../../../shared/api/get-payment.ts';
import { getPayoutResponse } from '../../../shared/api/get-payout.ts';
import { getSessionQuery, getSessionResponse } from '../../../shared/api/get-session.ts';
import { getSessionPaymentResponse } from '../../../shared/api/get-session-payment.ts';
import { inquirePaymentRequest, inquirePaymentResponse } from '../../../shared/api/inquire-payment.ts';
import { listBalancesResponse } from '../../../shared/api/list-balances.ts';
import { listBanksResponse } from '../../../shared/api/list-banks.ts';
import { listCheckoutsQuery, listCheckoutsResponse } from '../../../shared/api/list-checkouts.ts';
import { listEventsQuery, listEventsResponse } from '../../../shared/api/list-events.ts';
import { listPaymentsQuery, listPaymentsResponse } from '../../../shared/api/list-payments.ts';
import { listPayoutsQuery, listPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { listSavedMethodsResponse } from '../../../shared/api/list-saved-methods.ts';
import { redeliverEventRequest, redeliverEventResponse } from '../../../shared/api/redeliver-event.ts';
import { refundPaymentRequest, refundPaymentResponse } from '../../../shared/api/refund-payment.ts';
import { removeSavedMethodResponse } from '../../../shared/api/remove-saved-method.ts';
import { renewTokenRequest, renewTokenResponse } from '../../../shared/api/renew-token.ts';
import { resendOtpRequest, resendOtpResponse } from '../../../shared/api/resend-otp.ts';
import type { RouteName } from '../../../shared/api/routes.ts';
import type { ProblemCode } from '../../../shared/problem.ts';

export const TAGS = {
  checkouts: 'One order to be paid. Made by the storefront’s server.',
  payments: 'Attempts to pay a checkout, as the storefront’s server sees and handles them.',
  saved: 'Ways to pay that customers agreed to keep.',
  payouts: 'Money that goes out, for whoever holds a payout key.',
  events: 'What the storefront is told, and can read again.',
  session: 'What the customer’s browser may do with a client token: one checkout, for 30 minutes.',
  providers: 'For payment providers, and for browsers that come back from them.',
} as const;

export interface Operation {
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  readonly auth: 'apiKey' | 'payoutKey' | 'clientToken' | 'none';
  readonly key?: 'demanded' | 'accepted';
  readonly query?: z.core.$ZodObject;
  /** Of these shapes, each has a name among the components. */
  readonly request?: z.core.$ZodType;
  readonly success: { readonly status: number; readonly description: string; readonly schema?: z.core.$ZodType };
  /** Beside those that every operation of its kind can answer with. */
  readonly problems: readonly ProblemCode[];
}

/** Every address of the route table, for people who call it. */
export const OPERATIONS: Readonly<Record<RouteName, Operation>> = {
  createCheckout: {
    tag: 'checkouts',
    summary: 'Open a checkout',
    description:
      'Answers with the client token that the page hands to `<kasir-checkout>`. There is one open or paid checkout for each `reference`; asking for another is a `conflict` that names it in `checkoutId`.',
    auth: 'apiKey',
    key: 'accepted',
    request: createCheckoutRequest,
    success: { status: 201, description: 'The checkout and its client token', schema: createCheckoutResponse },
    problems: ['conflict'],
  },
  listCheckouts: {
    tag: 'checkouts',
    summary: 'List checkouts, newest first',
    auth: 'apiKey',
    query: listCheckoutsQuery,
    success: { status: 200, description: 'A page of checkouts', schema: listCheckoutsResponse },
    problems: [],
  },
  getCheckout: {
    tag: 'checkouts',
    summary: 'Read a checkout with its payments',
    auth: 'apiKey',
    success: { status: 200, description: 'The checkout', schema: getCheckoutResponse },
    problems: ['not_found'],
  },
  renewToken: {
    tag: 'checkouts',
    summary: 'Make a fresh client token',
    description: 'For a page whose token has ended, or ends soon. Earlier tokens live on until they end.',
    auth: 'apiKey',
    key: 'accepted',
    request: renewTokenRequest,
    success: { status: 200, description: 'The token', schema: renewTokenResponse },
    problems: ['not_found'],
  },
  cancelCheckout: {
    tag: 'checkouts',
    summary: 'Cancel a checkout',
    description: 'Closes it, and cancels its live payment at the provider. Once it is paid, a refund is the way.',
    auth: 'apiKey',
    key: 'accepted',
    request: cancelCheckoutRequest,
    success: { status: 200, description: 'The canceled checkout', schema: cancelCheckoutResponse },
    problems: ['not_found', 'state_conflict'],
  },
  listPayments: {
    tag: 'payments',
    summary: 'List payments with their history, newest first',
    auth: 'apiKey',
    query: listPaymentsQuery,
    success: { status: 200, description: 'A page of payments', schema: listPaymentsResponse },
    problems: [],
  },
  getPayment: {
    tag: 'payments',
    summary: 'Read a payment with its history',
    description: 'The history has each piece of evidence and each transition, oldest first.',
    auth: 'apiKey',
    success: { status: 200, description: 'The payment', schema: getPaymentResponse },
    problems: ['not_found'],
  },
  inquirePayment: {
    tag: 'payments',
    summary: 'Ask the provider now',
    description: 'Answers with what is known afterwards. A provider that does not answer changes nothing.',
    auth: 'apiKey',
    key: 'accepted',
    request: inquirePaymentRequest,
    success: { status: 200, description: 'The payment', schema: inquirePaymentResponse },
    problems: ['not_found'],
  },
  capturePayment: {
    tag: 'payments',
    summary: 'Take money that is held',
    description: 'For checkouts with `capture: "manual"`, all of it or a part.',
    auth: 'apiKey',
    key: 'demanded',
    request: capturePaymentRequest,
    success: { status: 200, description: 'The payment', schema: capturePaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  cancelPayment: {
    tag: 'payments',
    summary: 'Void an unpaid or authorized payment',
    auth: 'apiKey',
    key: 'accepted',
    request: cancelPaymentRequest,
    success: { status: 200, description: 'The payment', schema: cancelPaymentResponse },
    problems: ['not_found', 'state_conflict'],
  },
  confirmReceipt: {
    tag: 'payments',
    summary: 'Say that the customer has the goods',
    description:
      'Where a lender pays the merchant only then; any other channel is a `state_conflict`. Said once more, it is no news.',
    auth: 'apiKey',
    key: 'accepted',
    request: confirmReceiptRequest,
    success: { status: 200, description: 'The payment', schema: confirmReceiptResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  refundPayment: {
    tag: 'payments',
    summary: 'Give money back',
    description: 'All that is left or a part, where the channel allows it; else `state_conflict` says why not.',
    auth: 'apiKey',
    key: 'demanded',
    request: refundPaymentRequest,
    success: { status: 201, description: 'The refund', schema: refundPaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  listSavedMethods: {
    tag: 'saved',
    summary: 'List a customer’s saved methods',
    description: '`reference` is the storefront’s own name of the customer.',
    auth: 'apiKey',
    success: { status: 200, description: 'The active ones, last used first', schema: listSavedMethodsResponse },
    problems: [],
  },
  removeSavedMethod: {
    tag: 'saved',
    summary: 'Forget a saved method',
    description: 'It is removed at the provider first.',
    auth: 'apiKey',
    success: { status: 200, description: 'What was removed', schema: removeSavedMethodResponse },
    problems: ['not_found', 'provider_unavailable'],
  },
  createCharge: {
    tag: 'saved',
    summary: 'Charge a saved method without the customer',
    description: 'For recurring orders. Makes its own checkout.',
    auth: 'apiKey',
    key: 'demanded',
    request: createChargeRequest,
    success: { status: 201, description: 'The payment', schema: createChargeResponse },
    problems: ['conflict', 'channel_unavailable', 'amount_out_of_range', 'provider_unavailable'],
  },
  createPayout: {
    tag: 'payouts',
    summary: 'Send money to a bank account',
    description:
      'Once: an outcome that is not known is answered as a payout that is `unknown`, asked about and never sent again. Where payouts need approval it is `awaiting_approval` and nothing has been sent.',
    auth: 'payoutKey',
    key: 'demanded',
    request: createPayoutRequest,
    success: { status: 201, description: 'The payout', schema: createPayoutResponse },
    problems: ['provider_rejected', 'provider_unavailable'],
  },
  listPayouts: {
    tag: 'payouts',
    summary: 'List payouts, newest first',
    auth: 'payoutKey',
    query: listPayoutsQuery,
    success: { status: 200, description: 'A page of payouts', schema: listPayoutsResponse },
    problems: [],
  },
  getPayout: {
    tag: 'payouts',
    summary: 'Read a payout with its history',
    auth: 'payoutKey',
    success: { status: 200, description: 'The payout', schema: getPayoutResponse },
    problems: ['not_found'],
  },
  approvePayout: {
    tag: 'payouts',
    summary: 'Let a payout go that waits for approval',
    description:
      'By another payout key than the one that asked for it. One that was let go already is answered as it is.',
    auth: 'payoutKey',
    key: 'accepted',
    request: approvePayoutRequest,
    success: { status: 200, description: 'The payout', schema: approvePayoutResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  listBalances: {
    tag: 'payouts',
    summary: 'Ask what there is at the providers that pay out',
    auth: 'payoutKey',
    success: { status: 200, description: 'The balances', schema: listBalancesResponse },
    problems: ['provider_unavailable'],
  },
  listBanks: {
    tag: 'payouts',
    summary: 'Read bank codes with names, for a picker',
    description: 'Not exhaustive: a code that is not in it may be good.',
    auth: 'payoutKey',
    success: { status: 200, description: 'The banks', schema: listBanksResponse },
    problems: [],
  },
  listEvents: {
    tag: 'events',
    summary: 'Read the event log, oldest first',
    auth: 'apiKey',
    query: listEventsQuery,
    success: { status: 200, description: 'A page of events', schema: listEventsResponse },
    problems: [],
  },
  redeliverEvent: {
    tag: 'events',
    summary: 'Send an event again',
    auth: 'apiKey',
    key: 'accepted',
    request: redeliverEventRequest,
    success: { status: 200, description: 'The event', schema: redeliverEventResponse },
    problems: ['not_found'],
  },
  getSession: {
    tag: 'session',
    summary: 'Read what the widget shows',
    description:
      '`channels` are those that can really be used for this amount, currency, country, remaining time and device. A `notice` and the labels of `fields` are in the language of `Accept-Language`: `id` (also where nothing is asked for that we speak) or `en`.',
    auth: 'clientToken',
    query: getSessionQuery,
    success: {
      status: 200,
      description: 'The checkout, its channels and its current payment',
      schema: getSessionResponse,
    },
    problems: ['not_found'],
  },
  createSessionPayment: {
    tag: 'session',
    summary: 'Pay by a channel or a saved method',
    description:
      'The same choice while the first can still be paid is answered with that same payment. At most 5 new attempts in 10 minutes for each checkout. An outcome that is not known is no error: the payment is `unknown`.',
    auth: 'clientToken',
    key: 'demanded',
    request: createSessionPaymentRequest,
    success: {
      status: 201,
      description: 'The payment, with what the customer does next',
      schema: createSessionPaymentResponse,
    },
    problems: ['not_found', 'state_conflict', 'channel_unavailable', 'amount_out_of_range', 'provider_unavailable'],
  },
  getSessionPayment: {
    tag: 'session',
    summary: 'Read a payment of this checkout',
    auth: 'clientToken',
    success: { status: 200, description: 'The payment', schema: getSessionPaymentResponse },
    problems: ['not_found'],
  },
  confirmSessionPayment: {
    tag: 'session',
    summary: 'Hand over a one-time password',
    description:
      'Where the instruction’s `kind` is `otp`. One that is wrong is `invalid_request` at `otp`. At most 10 in 10 minutes for each payment, those that are sent again included.',
    auth: 'clientToken',
    key: 'accepted',
    request: confirmSessionPaymentRequest,
    success: { status: 200, description: 'The payment', schema: confirmSessionPaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'rate_limited', 'provider_unavailable'],
  },
  resendOtp: {
    tag: 'session',
    summary: 'Ask for another one-time password',
    auth: 'clientToken',
    key: 'accepted',
    request: resendOtpRequest,
    success: { status: 200, description: 'The payment', schema: resendOtpResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'rate_limited', 'provider_unavailable'],
  },
  cancelSessionPayment: {
    tag: 'session',
    summary: 'Choose another way to pay',
    auth: 'clientToken',
    key: 'accepted',
    request: cancelSessionPaymentRequest,
    success: { status: 200, description: 'The payment', schema: cancelSessionPaymentResponse },
    problems: ['not_found', 'state_conflict'],
  },
  sessionEvents: {
    tag: 'session',
    summary: 'Follow the checkout',
    description:
      'Server-Sent Events: `event: payment` with a Payment, `event: checkout` with a SessionCheckout. The present state is sent on connect. A comment every 15 seconds; ends with the token, or after 15 minutes.',
    auth: 'clientToken',
    success: { status: 200, description: 'The stream' },
    problems: ['not_found', 'rate_limited'],
  },
  receiveNotification: {
    tag: 'providers',
    summary: 'A provider’s notification',
    description: 'In the provider’s own format, proven by its own means. It changes no status: the provider is asked.',
    auth: 'none',
    success: { status: 200, description: 'The provider’s own acknowledgement' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  receivePayoutNotification: {
    tag: 'providers',
    summary: 'A provider’s notification of a payout',
    description: 'Like any other, at an address of its own for providers that are told one for payouts.',
    auth: 'none',
    success: { status: 200, description: 'The provider’s own acknowledgement' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  customerReturn: {
    tag: 'providers',
    summary: 'The customer comes back from a provider',
    description:
      'GET or POST. Goes on to the checkout’s `returnUrl` with `kasir_checkout`. Its parameters are not read.',
    auth: 'none',
    success: { status: 303, description: 'On to the merchant’s page' },
    problems: [],
  },
};
