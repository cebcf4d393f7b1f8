import type { Domain } from '../payments/core/domain.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { EventStreams } from './browser/event-streams.ts';
import type { ClientTokens } from './client-token.ts';
import type { Middleware } from './context.ts';
import type { KeyRule } from './middleware/idempotency.ts';
import type { Operation } from './openapi/operation.ts';
import type { CountOtp, CountPaymentRequest } from './payment-rate-limits.ts';
import type { RateLimiters } from './rate-limiters.ts';
import type { NotifyingProviders } from './provider/notifying-providers.ts';

/** What answers one route: its documentation, and the stack of middleware that ends in its handler. */
export interface Endpoint {
  readonly operation: Operation;
  readonly steps: (deps: EndpointDeps) => readonly Middleware[];
}

/** What endpoints are built from. Middleware without dependencies is imported where it is used. */
export interface EndpointDeps {
  readonly domain: Domain;
  readonly tokens: ClientTokens;
  readonly rateLimiters: RateLimiters;
  readonly countPaymentRequest: CountPaymentRequest;
  readonly countOtp: CountOtp;
  /** Made-up events for developing a shop. */
  readonly samples: {
    /** No provider is configured for production. */
    readonly isAllowed: boolean;
    /** Sends to the shop once, and throws without an answer; absent: no webhook URL is configured. */
    readonly receive:
      | ((delivery: {
          readonly id: string;
          readonly body: string;
          readonly isOutdated: boolean;
          readonly at: Date;
        }) => Promise<{ readonly status: number }>)
      | undefined;
  };
  readonly streams: EventStreams;
  readonly notifying: NotifyingProviders;
  readonly metrics: Metrics;
  /** Requires a key of the storefront's server. */
  readonly apiKey: Middleware;
  /** Requires a payout key. */
  readonly payoutKey: Middleware;
  /** Requires an allowed origin, or none at all. */
  readonly browserOrigin: Middleware;
  /** Requires a client token of the customer's browser. */
  readonly clientToken: Middleware;
  readonly idempotent: (rule: KeyRule) => Middleware;
}
