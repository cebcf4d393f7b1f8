import {
  cancelSessionPaymentRequest,
  cancelSessionPaymentResponse,
} from '../../../../shared/api/cancel-session-payment.ts';
import {
  confirmSessionPaymentRequest,
  confirmSessionPaymentResponse,
} from '../../../../shared/api/confirm-session-payment.ts';
import {
  createSessionPaymentRequest,
  createSessionPaymentResponse,
} from '../../../../shared/api/create-session-payment.ts';
import { getSessionPaymentResponse } from '../../../../shared/api/get-session-payment.ts';
import { getSessionQuery, getSessionResponse, readSessionForm } from '../../../../shared/api/get-session.ts';
import { resendOtpRequest, resendOtpResponse } from '../../../../shared/api/resend-otp.ts';
import type { Operations } from '../operation.ts';

export const SESSION_OPERATIONS = {
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
  readSession: {
    tag: 'session',
    summary: 'Read the same without a preflight',
    description:
      'For browsers: a form with the client token as `token`, which is sent to another origin without asking first. Takes no `Idempotency-Key`; no answer is kept.',
    auth: 'none',
    request: readSessionForm,
    requestType: 'application/x-www-form-urlencoded',
    success: {
      status: 200,
      description: 'The checkout, its channels and its current payment',
      schema: getSessionResponse,
    },
    problems: ['unauthorized', 'forbidden', 'not_found'],
  },
  createSessionPayment: {
    tag: 'session',
    summary: 'Pay by a channel or a saved method',
    description:
      'The same choice while the first can still be paid is answered with that same payment. In 10 minutes a checkout takes at most 5 new attempts that charge, take a card or ring the customer’s phone, and 30 that only show something. An outcome that is not known is no error: the payment is `unknown`.',
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
    success: { status: 200, description: 'The stream', contentType: 'text/event-stream' },
    problems: ['not_found', 'rate_limited'],
  },
} as const satisfies Operations;
