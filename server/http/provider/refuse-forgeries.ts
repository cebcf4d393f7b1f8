import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ROUTES } from '../../../shared/api/routes.ts';
import { PROBLEMS } from '../../../shared/problem.ts';
import type { RawNotification } from '../../payments/ports/ports.ts';
import { NotificationError } from '../../payments/notification/notification-error.ts';
import type { EndpointDeps } from '../endpoint.ts';
import type { Handler } from '../listen.ts';
import { hasTooManyHeaders } from '../middleware/header-limit.ts';
import { isCompressed, readBody, rememberBody } from '../middleware/raw-body.ts';
import { problemOf } from '../problem.ts';
import { forgeryLog } from './forgery-log.ts';
import { rawNotification, rememberNotification } from './raw-notification.ts';

export interface RefuseForgeriesOptions extends Pick<EndpointDeps, 'domain' | 'notifying' | 'metrics'> {
  readonly docsUrl: string;
  /** Those of every response. */
  readonly securityHeaders: Readonly<Record<string, string>>;
}

/**
 * Refuses notifications that are not genuine before anything else is done with them: anybody can send them, and thousands
 * a second. The answer, the log line and the metrics are those of the routes, to which everything else is passed on.
 */
export function refuseForgeries(
  { domain, notifying, metrics, docsUrl, securityHeaders }: RefuseForgeriesOptions,
  next: Handler,
): Handler {
  const targets = targetsOf(notifying.notifications.keys());
  const { problem, headers } = problemOf(new NotificationError('unverified', 'forged'), ID, docsUrl);
  const [beforeId = '', afterId = ''] = JSON.stringify(problem).split(ID);
  const fixed = Object.entries({
    ...securityHeaders,
    ...headers,
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(JSON.stringify(problem))),
  }).flat();
  const logForgery = forgeryLog(domain.log);

  const refuse = (response: ServerResponse, route: string, ms: number): void => {
    const requestId = randomUUID();
    response.writeHead(problem.status, ['X-Request-Id', requestId, ...fixed]).end(`${beforeId}${requestId}${afterId}`);
    logForgery({ requestId, method: 'POST', route, status: problem.status, ms });
  };

  /** Whatever else is wrong with it is for the routes to say. */
  const isForged = async (request: IncomingMessage, provider: string): Promise<boolean> => {
    const reading = readBody(request);
    let raw: RawNotification | undefined;
    try {
      raw = rawNotification(request, await reading);
      if (domain.providerRouter.gateway(provider).verify(raw) === undefined) return true;
    } catch {
      // The same happens again where it is received.
    }
    rememberBody(request, reading);
    if (raw !== undefined) rememberNotification(request, raw);
    return false;
  };

  const receive = async (
    request: IncomingMessage,
    response: ServerResponse,
    { provider, route, forged, labels }: Target,
  ): Promise<void> => {
    const startedAt = performance.now();
    if (!(await isForged(request, provider))) return next(request, response);
    const ms = performance.now() - startedAt;
    refuse(response, route, Math.round(ms));
    metrics.notifications.inc(forged);
    metrics.requestSeconds.observe(labels, ms / 1_000);
  };

  const targetOf = (url: string): Target | undefined => {
    const query = url.indexOf('?');
    return targets.get(query === -1 ? url : url.slice(0, query));
  };

  return (request, response) => {
    const target = request.method === 'POST' ? targetOf(request.url ?? '') : undefined;
    return target === undefined || hasTooManyHeaders(request) || isCompressed(request)
      ? next(request, response)
      : receive(request, response, target);
  };
}

interface Target {
  readonly provider: string;
  readonly route: string;
  /** The labels of the metrics. */
  readonly forged: { readonly provider: string; readonly outcome: string };
  readonly labels: { readonly method: string; readonly route: string; readonly status: string };
}

/** As long as every request id. */
const ID = '00000000-0000-0000-0000-000000000000';

/** By path: a look into a map is all that this costs other requests. */
function targetsOf(providers: Iterable<string>): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const provider of providers)
    for (const [, route] of [ROUTES.receiveNotification, ROUTES.receivePayoutNotification])
      targets.set(route.replace(':provider', provider), {
        provider,
        route,
        forged: { provider, outcome: 'unverified' },
        labels: { method: 'POST', route, status: String(PROBLEMS.unauthorized.status) },
      });
  return targets;
}
