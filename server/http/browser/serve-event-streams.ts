import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { ROUTES } from '../../../shared/api/routes.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import { bearerIn } from '../bearer.ts';
import type { EndpointDeps } from '../endpoint.ts';
import type { Handler } from '../listen.ts';
import { allowOrigin } from '../middleware/browser-origin.ts';
import { clientAddressOf } from '../middleware/client-address.ts';
import { claimsOf } from '../middleware/client-token.ts';
import { hasTooManyHeaders } from '../middleware/header-limit.ts';
import { watchCheckout } from './watch-checkout.ts';

export interface ServeEventStreamsOptions extends Pick<EndpointDeps, 'domain' | 'tokens' | 'streams' | 'metrics'> {
  readonly trustedProxies: number;
  /** Those of every response. */
  readonly securityHeaders: Readonly<Record<string, string>>;
}

const [METHOD, PATH] = ROUTES.sessionEvents;

const refusals = new WeakMap<IncomingMessage, unknown>();

/** Why this request was not answered with a stream. */
export const whyNoStream = (request: IncomingMessage): unknown => refusals.get(request);

/**
 * Opens event streams before Koa, which would keep its context and the headers of each for as long as it is open: a
 * third of what one takes. A request that gets none is passed on, and refused by the route.
 */
export function serveEventStreams(
  { domain, tokens, streams, metrics, trustedProxies, securityHeaders }: ServeEventStreamsOptions,
  next: Handler,
): Handler {
  const fixed = Object.entries(securityHeaders).flat();
  const labels = { method: METHOD, route: PATH, status: '200' };

  const open = async (request: IncomingMessage, response: ServerResponse, headers: readonly OutgoingHttpHeader[]) => {
    const { checkoutId, expiresAt } = claimsOf(tokens, bearerIn(request.headers.authorization));
    await loadCheckout(domain, checkoutId);
    let stopWatching = (): void => undefined;
    const stream = await streams.open(
      response,
      {
        checkoutId,
        address: clientAddressOf(request, trustedProxies),
        lifeMs: expiresAt - domain.clock.now(),
      },
      () => stopWatching(),
      headers,
    );
    stopWatching = watchCheckout(
      domain,
      checkoutId,
      (name, id, data) => stream.send({ name, id, data }),
      () => stream.end(),
    );
    if (stream.closed) stopWatching();
    return checkoutId;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse, cors: readonly string[]): Promise<void> => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    let checkoutId: string;
    try {
      checkoutId = await open(request, response, ['X-Request-Id', requestId, ...fixed, ...cors]);
    } catch (error) {
      refusals.set(request, error);
      return next(request, response);
    }
    const ms = performance.now() - startedAt;
    metrics.requestSeconds.observe(labels, ms / 1_000);
    domain.log.info({ requestId, method: METHOD, route: PATH, checkoutId, status: 200, ms: Math.round(ms) }, 'request');
  };

  return (request, response) => {
    const { method, url = '' } = request;
    const isMeant = method === METHOD && (url === PATH || url.startsWith(`${PATH}?`));
    const cors = isMeant ? allowOrigin(request.headers.origin ?? '', domain.allowedOrigins) : undefined;
    return cors === undefined || hasTooManyHeaders(request)
      ? next(request, response)
      : serve(request, response, Object.entries(cors).flat());
  };
}
