import {
  confirmSessionPaymentRequest,
  confirmSessionPaymentResponse,
} from '../../../shared/api/confirm-session-payment.ts';
import { confirmOtp } from '../../payments/payment/confirm-otp.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present/present-payment.ts';
import { sessionPaymentAgain } from '../present-again.ts';
import { loadOwnPayment } from './own-payment.ts';

export const confirmSessionPaymentEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Submit a one-time password',
    description:
      'For payments whose instruction has the `kind` `otp`. A wrong password is an `invalid_request` at `otp`. At most 5 in 10 minutes for each checkout, resends included.',
    auth: 'clientToken',
    key: 'optional',
    request: confirmSessionPaymentRequest,
    success: { status: 200, description: 'The payment', schema: confirmSessionPaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'rate_limited', 'provider_unavailable'],
  },
  steps: ({ domain, countOtp, browserOrigin, clientToken, idempotent }) => [
    browserOrigin,
    clientToken,
    rawBody,
    jsonBody,
    idempotent({ route: 'confirmSessionPayment', again: sessionPaymentAgain(domain) }),
    async (ctx) => {
      const { otp } = parseBody(ctx, confirmSessionPaymentRequest);
      const { id, checkoutId } = await loadOwnPayment(domain, ctx);
      await countOtp({ checkoutId, address: ctx.state.clientAddress });
      answer(ctx, 200, presentPayment(await confirmOtp(domain, id, otp)));
    },
  ],
};
