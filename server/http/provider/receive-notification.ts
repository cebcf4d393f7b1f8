import { NotificationError } from '../../payments/notification/notification-error.ts';
import { receiveNotification } from '../../payments/notification/receive-notification.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { required, type Middleware } from '../context.ts';
import type { Endpoint, EndpointDeps } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { knownNotification, rawNotification } from './raw-notification.ts';

const RETRY_SECONDS = 600;

/**
 * Verifies a notification on the raw bytes, stores it, and only then acknowledges it. The type that it claims is not
 * trusted, since providers mislabel; an unauthenticated sender learns nothing else from the answer.
 */
const receive =
  ({ domain, notifying, metrics: { notifications } }: EndpointDeps): Middleware =>
  async (ctx) => {
    const provider = parameter(ctx, 'provider');
    const facts = notifying.notifications.get(provider);
    // The provider shall send it again: it may be configured by then, and no notification of money may be lost.
    if (facts === undefined && notifying.unconfigured.has(provider))
      throw new DomainError('provider_unavailable', 'This provider is not configured; retry later.', {
        retryAfterSeconds: RETRY_SECONDS,
      });
    if (facts === undefined) throw new DomainError('not_found', 'No such provider.');
    const body = required(ctx.state.rawBody, 'rawBody');
    try {
      notifications.inc({
        provider,
        outcome: await receiveNotification(
          domain,
          provider,
          knownNotification(ctx.req) ?? rawNotification(ctx.req, body),
        ),
      });
    } catch (error) {
      if (error instanceof NotificationError) notifications.inc({ provider, outcome: error.code });
      throw error;
    }
    ctx.status = facts.accepted.status;
    ctx.body = facts.accepted.body;
    ctx.set('Content-Type', facts.accepted.contentType);
  };

export const receiveNotificationEndpoint: Endpoint = {
  operation: {
    tag: 'providers',
    summary: 'Receive a provider notification',
    description:
      'In the provider’s own format, authenticated by the provider’s own method. A notification never changes a status by itself: it triggers an inquiry at the provider.',
    auth: 'none',
    success: { status: 200, description: 'The acknowledgement that the provider expects' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  steps: (deps) => [rawBody, receive(deps)],
};

/** For providers that are configured with a separate address for payouts; read like any other notification. */
export const receivePayoutNotificationEndpoint: Endpoint = {
  operation: {
    tag: 'providers',
    summary: 'Receive a provider notification about a payout',
    description: 'The same, for providers that are configured with a separate address for payouts.',
    auth: 'none',
    success: { status: 200, description: 'The acknowledgement that the provider expects' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  steps: (deps) => [rawBody, receive(deps)],
};
