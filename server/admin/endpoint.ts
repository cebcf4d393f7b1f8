import type { Middleware } from '../http/context.ts';
import type { KeyRule } from '../http/middleware/idempotency.ts';
import type { RateLimiters } from '../http/rate-limiters.ts';
import type { Domain } from '../payments/core/domain.ts';
import type { OperatorSessions, SessionOperator } from './access/operator-sessions.ts';

/** What answers one route of the back office. */
export interface BackOfficeEndpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Without a session. Default: one is required. */
  readonly isOpen?: boolean;
  readonly steps: (deps: BackOfficeEndpointDeps) => readonly Middleware[];
}

export interface BackOfficeEndpointDeps {
  readonly domain: Domain;
  readonly sessions: OperatorSessions;
  readonly operators: () => readonly SessionOperator[];
  readonly rateLimiters: RateLimiters;
  readonly idempotent: (rule: KeyRule) => Middleware;
  /** Every configured provider, and whether it is reachable. */
  readonly providers: () => ReadonlyMap<string, boolean>;
}
