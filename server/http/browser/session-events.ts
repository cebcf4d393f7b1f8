import type { Endpoint } from '../endpoint.ts';
import { MethodNotAllowed } from '../problem.ts';
import { whyNoStream } from './serve-event-streams.ts';

/** Server-Sent Events. The streams are opened before Koa, by `serveEventStreams`: what arrives here is refused. */
export const sessionEventsEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Stream changes of the checkout',
    description:
      'Server-Sent Events: `event: payment` with a Payment, `event: checkout` with a SessionCheckout. The current state is sent on connect, then every change, and a comment every 15 seconds. The stream ends with the token or after 15 minutes.',
    auth: 'clientToken',
    success: { status: 200, description: 'The event stream', contentType: 'text/event-stream' },
    problems: ['not_found', 'rate_limited'],
  },
  steps: ({ browserOrigin, clientToken }) => [
    browserOrigin,
    clientToken,
    (ctx) => {
      throw ctx.method === 'HEAD' ? new MethodNotAllowed(['GET']) : whyNoStream(ctx.req);
    },
  ],
};
