import { randomBytes } from 'node:crypto';
import type { EventType } from '../../../shared/event-type.ts';
import {
  triggerEventRequest,
  triggerEventResponse,
  type TriggerEventResponse,
} from '../../../shared/api/trigger-event.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { sampleSubjects, unrealId } from '../../payments/event/sample-event.ts';
import type { Endpoint, EndpointDeps } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { answer } from '../response.ts';

export const triggerEventEndpoint: Endpoint = {
  operation: {
    tag: 'events',
    summary: 'Send a made-up event, in the demo and with sandbox keys only',
    description:
      'For developing a shop: signed like every event and sent to `KASIR_WEBHOOK_URL` once. Its ids cannot exist, and it is in no log. `forbidden` where a provider is configured for production: a false `paid` must never reach a live shop.',
    auth: 'apiKey',
    key: 'optional',
    request: triggerEventRequest,
    success: { status: 200, description: 'What the shop answered', schema: triggerEventResponse },
    problems: ['forbidden', 'state_conflict'],
  },
  steps: (deps) => [
    deps.apiKey,
    rawBody,
    jsonBody,
    deps.idempotent({ route: 'triggerEvent', again: async (_ctx, first) => first }),
    async (ctx) => answer(ctx, 200, await trigger(deps, parseBody(ctx, triggerEventRequest).type)),
  ],
};

async function trigger({ domain, samples }: EndpointDeps, type: EventType): Promise<TriggerEventResponse> {
  if (!samples.isAllowed)
    throw new DomainError(
      'forbidden',
      'Made-up events are sent in the demo and with sandbox keys only: a provider is configured for production.',
    );
  if (samples.receive === undefined)
    throw new DomainError('state_conflict', 'KASIR_WEBHOOK_URL is not set, so there is nowhere to send it.');
  const now = domain.clock.now();
  const id = unrealId('evt', randomBytes(8).toString('hex').toUpperCase());
  const body = domain.render({ type, at: now, sequence: 1 }, sampleSubjects(type, now));
  try {
    const { status } = await samples.receive({ id, body, isOutdated: false, at: new Date(now) });
    return { id, type, status };
  } catch (error) {
    domain.log.warn({ event: id, type, error }, 'a made-up event got no answer from the storefront');
    return { id, type, error: error instanceof Error && 'code' in error ? String(error.code) : 'no answer' };
  }
}
