import { resendOtpRequest, resendOtpResponse } from '../../../shared/api/resend-otp.ts';
import { resendOtp } from '../../payments/payment/confirm-otp.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present/present-payment.ts';
import { sessionPaymentAgain } from '../present-again.ts';
import { loadOwnPayment } from './own-payment.ts';

export const resendOtpEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Resend the one-time password',
    auth: 'clientToken',
    key: 'optional',
    request: resendOtpRequest,
    success: { status: 200, description: 'The payment', schema: resendOtpResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'rate_limited', 'provider_unavailable'],
  },
  steps: ({ domain, countOtp, browserOrigin, clientToken, idempotent }) => [
    browserOrigin,
    clientToken,
    rawBody,
    jsonBody,
    idempotent({ route: 'resendOtp', again: sessionPaymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, resendOtpRequest);
      const { id, checkoutId } = await loadOwnPayment(domain, ctx);
      await countOtp({ checkoutId, address: ctx.state.clientAddress });
      answer(ctx, 200, presentPayment(await resendOtp(domain, id)));
    },
  ],
};
