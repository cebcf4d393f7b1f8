import { redeliverEventRequest, redeliverEventResponse } from '../../../shared/api/redeliver-event.ts';
import { redeliverEvent } from '../../payments/event/redeliver-event.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { eventAgain } from '../present-again.ts';
import { presentEventNow } from './present-event-now.ts';

export const redeliverEventEndpoint: Endpoint = {
  operation: {
    tag: 'events',
    summary: 'Redeliver an event',
    auth: 'apiKey',
    key: 'optional',
    request: redeliverEventRequest,
    success: { status: 200, description: 'The event', schema: redeliverEventResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, apiKey, idempotent }) => [
    apiKey,
    rawBody,
    jsonBody,
    idempotent({ route: 'redeliverEvent', again: eventAgain(domain) }),
    async (ctx) => {
      parseBody(ctx, redeliverEventRequest);
      answer(ctx, 200, await presentEventNow(domain, await redeliverEvent(domain, parameter(ctx, 'id'))));
    },
  ],
};
