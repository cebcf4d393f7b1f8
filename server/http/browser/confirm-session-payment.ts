import { confirmSessionPaymentRequest } from '../../../shared/api/confirm-session-payment.ts';
import { confirmOtp } from '../../payments/payment/confirm-otp.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present.ts';
import { sessionPaymentAgain } from '../present-again.ts';
import { loadOwnPayment } from './own-payment.ts';

export const confirmSessionPaymentEndpoint = ({
  domain,
  countOtp,
  browserOrigin,
  clientToken,
  idempotent,
}: EndpointDeps): Endpoint =>
  endpoint(
    'confirmSessionPayment',
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
  );
