import { resolvePaymentRequest } from '../../../shared/api/resolve-payment.ts';
import { resolvePayment } from '../../payments/review/resolve-payment.ts';
import { answer } from '../response.ts';
import { required } from '../context.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const resolvePaymentEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'resolvePayment',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'resolvePayment', makes: 'rf', demanded: true, again: paymentAgain(domain) }),
    async (ctx) => {
      const { decision, note } = parseBody(ctx, resolvePaymentRequest);
      const id = required(ctx.state.resourceId, 'idempotent');
      const by = 'a key of the storefront';
      const payment = await resolvePayment(domain, { id, paymentId: parameter(ctx, 'id'), decision, note, by });
      answer(ctx, 200, await paymentView(domain, payment));
    },
  );
