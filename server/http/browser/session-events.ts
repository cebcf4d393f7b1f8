import { loadCheckout } from '../../payments/core/load.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { MethodNotAllowed } from '../problem.ts';
import { watchCheckout } from './watch-checkout.ts';

/**
 * Server-Sent Events. The response is written directly instead of through Koa, which would wait for its end; headers that
 * earlier middleware has set are already on it.
 */
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
  steps: ({ domain, browserOrigin, clientToken, streams }) => [
    browserOrigin,
    clientToken,
    async (ctx) => {
      if (ctx.method === 'HEAD') throw new MethodNotAllowed(['GET']);
      const { id: checkoutId } = await loadCheckout(domain, required(ctx.state.checkoutId, 'clientToken'));
      const lifeMs = required(ctx.state.tokenExpiresAt, 'clientToken') - domain.clock.now();
      let stopWatching = (): void => undefined;
      const request = { checkoutId, address: ctx.state.clientAddress, lifeMs };
      const stream = await streams.open(ctx.res, request, () => stopWatching());
      ctx.respond = false;
      stopWatching = watchCheckout(
        domain,
        checkoutId,
        (name, id, view) => stream.send({ name, id, data: JSON.stringify(view) }),
        () => ctx.res.end(),
      );
      if (stream.closed) stopWatching();
    },
  ],
};
