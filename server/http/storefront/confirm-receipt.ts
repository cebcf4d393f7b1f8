import { confirmReceiptRequest } from '../../../shared/api/confirm-receipt.ts';
import { confirmReceipt } from '../../payments/payment/confirm-receipt.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { paymentAgain } from '../present-again.ts';
import { paymentView } from './views.ts';

export const confirmReceiptEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'confirmReceipt',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'confirmReceipt', again: paymentAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, confirmReceiptRequest);
      const payment = await confirmReceipt(domain, parameter(ctx, 'id'));
      answer(ctx, 200, await paymentView(domain, payment));
    },
  );
