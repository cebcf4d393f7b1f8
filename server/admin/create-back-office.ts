import Koa from 'koa';
import type { State } from '../http/context.ts';
import { fingerprints } from '../http/fingerprint.ts';
import type { Handler } from '../http/listen.ts';
import { accessLog } from '../http/middleware/access-log.ts';
import { clientAddress } from '../http/middleware/client-address.ts';
import { headerLimit } from '../http/middleware/header-limit.ts';
import { idempotency } from '../http/middleware/idempotency.ts';
import { problems } from '../http/middleware/problems.ts';
import { requestId } from '../http/middleware/request-id.ts';
import { securityHeaders, securityHeadersOf } from '../http/middleware/security-headers.ts';
import type { RateLimiters } from '../http/rate-limiters.ts';
import { newRouter } from '../http/router.ts';
import type { Domain } from '../payments/core/domain.ts';
import type { Cipher } from '../platform/crypto.ts';
import { operatorSessions, type SessionOperator } from './access/operator-sessions.ts';
import { requireOperator } from './access/require-operator.ts';
import { sameOrigin } from './access/same-origin.ts';
import type { BackOfficeEndpointDeps } from './endpoint.ts';
import { BACK_OFFICE_ENDPOINTS } from './endpoints.ts';
import { servePage } from './page/serve-page.ts';
import { loadUi } from './page/ui-build.ts';

/** The dependencies of the back office. It reads no environment and listens on nothing. */
export interface BackOfficeDeps {
  readonly domain: Domain;
  /** The present operators: another list after a reload. */
  readonly operators: () => readonly SessionOperator[];
  readonly cipher: Pick<Cipher, 'fingerprint' | 'hasFingerprint'>;
  readonly rateLimiters: RateLimiters;
  readonly trustedProxies: number;
  /** Every configured provider, and whether it is reachable. */
  readonly providers: () => ReadonlyMap<string, boolean>;
}

/**
 * The back office: a page for operators and the API that only this page uses, for a listener of its own. What operators
 * do are the operations of the domain; the storefront's API has no part in it.
 */
export async function createBackOffice(deps: BackOfficeDeps): Promise<Handler> {
  const { domain, cipher, operators } = deps;
  const { clock, log, store } = domain;
  const docsUrl = `${domain.publicUrl}/docs`;
  const sessions = operatorSessions({ cipher, store, clock, operators });
  const script = await loadUi(import.meta.url);
  if (script === undefined) log.warn({}, 'no build of the back office found: its page is not served');

  const endpointDeps: BackOfficeEndpointDeps = {
    ...deps,
    sessions,
    idempotent: idempotency({
      domain,
      docsUrl,
      fingerprints: fingerprints(cipher),
      // Operators are few and known: only strangers are limited, where they sign in.
      spendWrite: () => Promise.resolve(),
    }),
  };
  const operator = requireOperator(sessions, () => clock.now());
  const router = newRouter();
  for (const { method, path, isOpen, steps } of BACK_OFFICE_ENDPOINTS)
    router.register(path, [method], [...(isOpen === true ? [] : [operator]), ...steps(endpointDeps)]);

  const app = new Koa<State, object>();
  app.on('error', (error: unknown) => log.warn({ error }, 'response could not be sent'));
  app.use(requestId);
  app.use(accessLog(log, clock));
  app.use(securityHeaders(securityHeadersOf(false)));
  app.use(problems(log, docsUrl));
  app.use(headerLimit);
  app.use(clientAddress(deps.trustedProxies));
  app.use(servePage(script));
  app.use(sameOrigin);
  app.use(router.routes());
  return app.callback();
}
