import {
  replayNotificationRequest,
  replayNotificationResponse,
  type ReplayNotificationResponse,
} from '../../../shared/api/replay-notification.ts';
import { replayNotification } from '../../payments/notification/replay-notification.ts';
import { answer } from '../response.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { presentNotification } from '../present/present-notification.ts';

export const replayNotificationEndpoint: Endpoint = {
  operation: {
    tag: 'notifications',
    summary: 'Handle a stored notification again',
    description:
      'As if its provider had sent it again: what it is about, which may have been unknown when it arrived, is inquired about. Only the answer to that inquiry changes anything.',
    auth: 'apiKey',
    key: 'optional',
    request: replayNotificationRequest,
    success: { status: 200, description: 'What is inquired about', schema: replayNotificationResponse },
    problems: ['not_found', 'state_conflict', 'provider_unavailable', 'rate_limited'],
  },
  steps: ({ domain, apiKey, idempotent }) => {
    const replay = async (ctx: Context): Promise<ReplayNotificationResponse> => {
      const { notification, inquiring } = await replayNotification(domain, parameter(ctx, 'id'));
      return { ...presentNotification(notification), inquiring: [...inquiring] };
    };
    return [
      apiKey,
      rawBody,
      jsonBody,
      idempotent({ route: 'replayNotification', again: replay }),
      async (ctx) => {
        parseBody(ctx, replayNotificationRequest);
        answer(ctx, 200, await replay(ctx));
      },
    ];
  },
};
