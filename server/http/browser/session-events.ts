import { loadCheckout } from '../../payments/core/load.ts';
import { required } from '../context.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { MethodNotAllowed } from '../problem.ts';
import type { EventStreams } from './event-streams.ts';
import { watchCheckout } from './watch-checkout.ts';

/**
 * Server-Sent Events. The answer is written past Koa, which would wait for its end; headers that earlier steps have set
 * are on the response already.
 */
export const sessionEventsEndpoint = (
  { domain, browserOrigin, clientToken }: EndpointDeps,
  streams: EventStreams,
): Endpoint =>
  endpoint('sessionEvents', browserOrigin, clientToken, async (ctx) => {
    if (ctx.method === 'HEAD') throw new MethodNotAllowed(['GET']);
    const { id: checkoutId } = await loadCheckout(domain, required(ctx.state.checkoutId, 'clientToken'));
    const lifeMs = required(ctx.state.tokenExpiresAt, 'clientToken') - domain.clock.now();
    let stopWatching = (): void => undefined;
    const stream = streams.open(ctx.res, { checkoutId, address: ctx.state.clientAddress, lifeMs }, () =>
      stopWatching(),
    );
    ctx.respond = false;
    stopWatching = watchCheckout(
      domain,
      checkoutId,
      (name, id, view) => stream.send({ name, id, data: JSON.stringify(view) }),
      () => ctx.res.end(),
    );
    if (stream.closed) stopWatching();
  });
