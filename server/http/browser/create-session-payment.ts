import { createSessionPaymentRequest } from '../../../shared/api/create-session-payment.ts';
import type { RateLimitClass } from '../../payments/channel/rate-limit-class.ts';
import { createPayment } from '../../payments/payment/create-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentPayment } from '../present.ts';
import { sessionPaymentAgain } from '../present-again.ts';

export const createSessionPaymentEndpoint = ({ domain, countPaymentRequest, ...deps }: EndpointDeps): Endpoint =>
  endpoint(
    'createSessionPayment',
    deps.browserOrigin,
    deps.clientToken,
    rawBody,
    jsonBody,
    deps.idempotent({
      route: 'createSessionPayment',
      makes: 'pay',
      demanded: true,
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
      const payment = await createPayment(domain, { id, checkoutId, choice, customerIp, checkRateLimit });
      answer(ctx, 201, presentPayment(payment));
    },
  );
