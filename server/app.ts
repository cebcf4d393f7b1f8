import { randomUUID } from 'node:crypto';
import Koa from 'koa';
import { paymentRateLimits } from './http/payment-rate-limits.ts';
import { answerProbes } from './http/answer-probes.ts';
import type { EventStreams } from './http/browser/event-streams.ts';
import { serveEventStreams } from './http/browser/serve-event-streams.ts';
import { clientTokens, type ClientTokens } from './http/client-token.ts';
import type { State, Middleware } from './http/context.ts';
import type { EndpointDeps } from './http/endpoint.ts';
import { fingerprints } from './http/fingerprint.ts';
import { ENDPOINTS } from './http/endpoints.ts';
import type { Handler } from './http/listen.ts';
import type { Metrics } from './platform/metrics.ts';
import { accessLog } from './http/middleware/access-log.ts';
import { apiKey } from './http/middleware/api-key.ts';
import { browserOrigin } from './http/middleware/browser-origin.ts';
import { clientAddress } from './http/middleware/client-address.ts';
import { clientToken } from './http/middleware/client-token.ts';
import { countRequests } from './http/middleware/count-requests.ts';
import { headerLimit } from './http/middleware/header-limit.ts';
import { idempotency } from './http/middleware/idempotency.ts';
import { payoutKey } from './http/middleware/payout-key.ts';
import { problems } from './http/middleware/problems.ts';
import { requestId } from './http/middleware/request-id.ts';
import { securityHeaders, securityHeadersOf } from './http/middleware/security-headers.ts';
import { traceRequests } from './http/middleware/trace-requests.ts';
import { documentation } from './http/operations/documentation.ts';
import { docs, docsStyle, openApiJson } from './http/operations/docs.ts';
import { healthz, readyz, type Readiness } from './http/operations/health.ts';
import { metricsPage } from './http/operations/metrics.ts';
import { widgetFiles } from './http/operations/widget-files.ts';
import type { NotifyingProviders } from './http/provider/notifying-providers.ts';
import { refuseForgeries } from './http/provider/refuse-forgeries.ts';
import type { RateLimiters } from './http/rate-limiters.ts';
import { addEndpoints, newRouter } from './http/router.ts';
import { VERSION } from './http/version.ts';
import type { ServedWidget } from './http/widget-assets.ts';
import { writeBudget } from './http/write-budget.ts';
import type { Domain } from './payments/core/domain.ts';
import type { Cipher } from './platform/crypto.ts';
import { madeFrom } from './platform/made-from.ts';
import type { Secret } from './platform/secret.ts';

export interface AppSecrets {
  /** Of the storefront's server; all are accepted. */
  readonly apiKeys: readonly Secret[];
  /** For payouts. Separate from the API keys, so that a leaked API key cannot send money. */
  readonly payoutKeys: readonly Secret[];
  /** Of client tokens: the first signs, all verify. */
  readonly tokenSecrets: readonly Secret[];
  /** Without it, metrics are served on loopback only. */
  readonly metricsToken: Secret | undefined;
}

/** The dependencies of the app. It reads no environment and listens on nothing. */
export interface AppDeps {
  readonly domain: Domain;
  /** The current secrets: another object after a reload. */
  readonly secrets: () => AppSecrets;
  /** The number of own proxies in front of this server whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: number;
  /** That of the encryption at rest; its keys also make the fingerprints of idempotent requests. */
  readonly cipher: Pick<Cipher, 'fingerprint' | 'hasFingerprint'>;
  readonly notifying: NotifyingProviders;
  readonly samples: EndpointDeps['samples'];
  readonly widget: ServedWidget;
  /** The folder of the documentation's pages; '': there are none. */
  readonly documentation: string;
  readonly metrics: Metrics;
  readonly rateLimiters: RateLimiters;
  readonly streams: EventStreams;
  readonly readiness: Readiness;
}

/** Answers requests with Koa; forged notifications and event streams, of which there are most, without it. */
export interface App {
  /** A handler for `node:http`, to be served alone or mounted. */
  callback(): Handler;
}

export function createApp(deps: AppDeps): App {
  const { domain, metrics, streams } = deps;
  const docsUrl = `${domain.publicUrl}/docs`;
  const current = <T>(make: (secrets: AppSecrets) => T): (() => T) => madeFrom(deps.secrets, make);
  const signed = current(({ tokenSecrets }) => clientTokens(tokenSecrets, domain.clock, randomUUID));
  const tokens: ClientTokens = {
    issue: (checkoutId) => signed().issue(checkoutId),
    verify: (token) => signed().verify(token),
  };
  const reloadable = (make: (secrets: AppSecrets) => Middleware): Middleware => {
    const made = current(make);
    return (ctx, next) => made()(ctx, next);
  };
  const endpointDeps: EndpointDeps = {
    domain,
    tokens,
    rateLimiters: deps.rateLimiters,
    ...paymentRateLimits(deps.rateLimiters),
    samples: deps.samples,
    streams,
    notifying: deps.notifying,
    metrics,
    apiKey: reloadable(({ apiKeys, payoutKeys }) => apiKey(apiKeys, payoutKeys)),
    payoutKey: reloadable(({ apiKeys, payoutKeys }) => payoutKey(payoutKeys, apiKeys)),
    browserOrigin: browserOrigin(domain.allowedOrigins, domain.log),
    clientToken: clientToken(tokens),
    idempotent: idempotency({
      domain,
      docsUrl,
      fingerprints: fingerprints(deps.cipher),
      spendWrite: writeBudget(deps.rateLimiters),
    }),
  };

  const router = newRouter();
  addEndpoints(router, ENDPOINTS, endpointDeps);
  router.register('/healthz', ['GET'], [healthz]);
  router.register('/readyz', ['GET'], [readyz(deps.readiness)]);
  router.register(
    '/metrics',
    ['GET'],
    [reloadable(({ metricsToken }) => metricsPage(metrics, metricsToken, domain, deps.readiness))],
  );
  router.register('/openapi.json', ['GET'], [openApiJson(domain.publicUrl, VERSION)]);
  router.register('/docs', ['GET'], [docs(VERSION, deps.documentation !== '')]);
  router.register('/docs.css', ['GET'], [docsStyle]);

  const app = new Koa<State, object>();
  // Errors of requests are handled by `problems` below; what arrives here concerns the socket.
  app.on('error', (error: unknown) => domain.log.warn({ error }, 'response could not be sent'));
  app.use(requestId);
  app.use(traceRequests);
  app.use(accessLog(domain.log, domain.clock));
  app.use(countRequests(metrics));
  const headers = securityHeadersOf(domain.publicUrl.startsWith('https:'));
  app.use(securityHeaders(headers));
  app.use(problems(domain.log, docsUrl));
  app.use(headerLimit);
  app.use(clientAddress(deps.trustedProxies));
  app.use(widgetFiles(deps.widget, domain.publicUrl));
  app.use(documentation(deps.documentation));
  app.use(router.routes());
  return {
    callback() {
      const early = { ...endpointDeps, docsUrl, trustedProxies: deps.trustedProxies, securityHeaders: headers };
      const handler = refuseForgeries(early, serveEventStreams(early, app.callback()));
      const keys = current(({ apiKeys }) => apiKeys.map((key) => key.reveal()));
      return answerProbes({ keys, trustedProxies: deps.trustedProxies, clock: domain.clock }, handler);
    },
  };
}
