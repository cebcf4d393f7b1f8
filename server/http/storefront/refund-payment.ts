import { refundPaymentRequest } from '../../../shared/api/refund-payment.ts';
import { refundPayment } from '../../payments/refund/refund-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentRefund } from '../present.ts';
import { refundAgain } from '../present-again.ts';

export const refundPaymentEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'refundPayment',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'refundPayment', makes: 'rf', demanded: true, again: refundAgain(domain) }),
    async (ctx) => {
      const { amount, reason } = parseBody(ctx, refundPaymentRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const refund = await refundPayment(domain, { id, paymentId: parameter(ctx, 'id'), amount, reason });
      answer(ctx, 201, presentRefund(refund));
    },
  );
