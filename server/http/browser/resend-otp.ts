import { resendOtpRequest } from '../../../shared/api/resend-otp.ts';
import { resendOtp } from '../../payments/payment/confirm-otp.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present.ts';
import { sessionPaymentAgain } from '../present-again.ts';
import { loadOwnPayment } from './own-payment.ts';

export const resendOtpEndpoint = ({
  domain,
  countOtp,
  browserOrigin,
  clientToken,
  idempotent,
}: EndpointDeps): Endpoint =>
  endpoint(
    'resendOtp',
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
  );
