import {
  createSessionPaymentRequest,
  createSessionPaymentResponse,
} from '../../../shared/api/create-session-payment.ts';
import type { RateLimitClass } from '../../payments/channel/rate-limit-class.ts';
import { createPayment } from '../../payments/payment/create-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present/present-payment.ts';
import { sessionPaymentAgain } from '../present-again.ts';

export const createSessionPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Create a payment by channel or saved method',
    description:
      'Repeating the same choice while the first payment can still be paid returns that payment. Limits per checkout in 10 minutes: 5 payments that charge, take a card or send a push to the customer’s phone, and 30 that only show a number, code or QR. If the outcome is not known, the payment is returned with the status `unknown`.',
    auth: 'clientToken',
    key: 'required',
    request: createSessionPaymentRequest,
    success: {
      status: 201,
      description: 'The payment, with the customer’s next step in `instruction`',
      schema: createSessionPaymentResponse,
    },
    problems: ['not_found', 'state_conflict', 'channel_unavailable', 'amount_out_of_range', 'provider_unavailable'],
  },
  steps: ({ domain, countPaymentRequest, ...deps }) => [
    deps.browserOrigin,
    deps.clientToken,
    rawBody,
    jsonBody,
    deps.idempotent({
      route: 'createSessionPayment',
      makes: 'pay',
      keyRequired: true,
      inUnits: true,
      again: sessionPaymentAgain(domain),
    }),
    async (ctx) => {
      const { channel, fields = {}, savedMethod, save = false, device } = parseBody(ctx, createSessionPaymentRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const checkoutId = required(ctx.state.checkoutId, 'clientToken');
      const customerIp = ctx.state.clientAddress;
      const choice = { channel, fields, savedMethod, save, device };
      const checkRateLimit = (kind: RateLimitClass): Promise<void> =>
        countPaymentRequest({ checkoutId, address: customerIp }, kind);
      const { key } = ctx.state;
      const payment = await createPayment(domain, {
        id,
        checkoutId,
        choice,
        customerIp,
        checkRateLimit,
        ...(key && {
          withIntent: (tx) => key.reserve(tx),
          withOutcome: (tx, after) => key.answer(tx, 201, presentPayment(after)),
        }),
      });
      answer(ctx, 201, presentPayment(payment));
    },
  ],
};
