import { redeliverEventRequest } from '../../../shared/api/redeliver-event.ts';
import { redeliverEvent } from '../../payments/event/redeliver-event.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { eventAgain } from '../present-again.ts';
import { presentEventNow } from './present-event-now.ts';

export const redeliverEventEndpoint = ({ domain, apiKey, idempotent }: EndpointDeps): Endpoint =>
  endpoint(
    'redeliverEvent',
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'redeliverEvent', again: eventAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, redeliverEventRequest);
      answer(ctx, 200, await presentEventNow(domain, await redeliverEvent(domain, parameter(ctx, 'id'))));
    },
  );
