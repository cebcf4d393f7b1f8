import type { Domain } from '../../payments/core/domain.ts';
import type { RawNotification } from '../../payments/ports/ports.ts';
import { NotificationError } from '../../payments/notification/notification-error.ts';
import { receiveNotification } from '../../payments/notification/receive-notification.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { required, type Context, type Middleware } from '../context.ts';
import { endpoint, parameter, type Endpoint } from '../endpoint.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { rawBody } from '../middleware/raw-body.ts';

/** How one provider's server talks to us. */
export interface NotificationFacts {
  /** What it takes for an acknowledgement. */
  readonly accepted: { readonly status: number; readonly contentType: string; readonly body: string };
}

/** Whose notifications may come. */
export interface NotifyingProviders {
  /** By provider id. */
  readonly notifications: ReadonlyMap<string, NotificationFacts>;
  /** Those that could be configured and are not: they may be telling of what was made while they were. */
  readonly unconfigured: ReadonlySet<string>;
}

const RETRY_SECONDS = 600;

/** One address for payments, and where a provider is told another one for them, one for payouts: read alike. */
export const receiveNotificationEndpoints = (...world: Parameters<typeof receive>): readonly Endpoint[] => [
  endpoint('receiveNotification', rawBody, receive(...world)),
  endpoint('receivePayoutNotification', rawBody, receive(...world)),
];

/**
 * A notice is verified on the bytes that came, stored, and only then acknowledged. What it calls itself is not judged:
 * providers mislabel, and an unproven sender shall hear nothing but that.
 */
const receive =
  (
    domain: Domain,
    { notifications: providers, unconfigured }: NotifyingProviders,
    { notifications }: Metrics,
  ): Middleware =>
  async (ctx) => {
    const provider = parameter(ctx, 'provider');
    const facts = providers.get(provider);
    // It is to be sent again: the provider may be back by then, and money it tells of must not get lost.
    if (facts === undefined && unconfigured.has(provider))
      throw new DomainError('provider_unavailable', 'This provider is not configured; retry later.', {
        retryAfterSeconds: RETRY_SECONDS,
      });
    if (facts === undefined) throw new DomainError('not_found', 'No such provider.');
    const contentType = ctx.get('Content-Type');
    const body = required(ctx.state.rawBody, 'rawBody');
    try {
      notifications.inc({
        provider,
        outcome: await receiveNotification(domain, provider, { body, headers: headersOf(ctx), contentType }),
      });
    } catch (error) {
      if (error instanceof NotificationError) notifications.inc({ provider, outcome: error.code });
      throw error;
    }
    ctx.status = facts.accepted.status;
    ctx.body = facts.accepted.body;
    ctx.set('Content-Type', facts.accepted.contentType);
  };

const headersOf = (ctx: Context): RawNotification['headers'] =>
  Object.fromEntries(
    Object.entries(ctx.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
