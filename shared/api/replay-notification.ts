import * as z from 'zod/mini';
import { emptyRequest } from './fields.ts';
import { notificationViewSchema } from './list-notifications.ts';

/** `POST /v1/notifications/:id/replay`: handles a stored notification as if its provider had sent it again. */
export const replayNotificationRequest = emptyRequest;

export const replayNotificationResponse = z.extend(notificationViewSchema, {
  /** The payments and payouts that are inquired about now. */
  inquiring: z.array(z.string()),
});
export type ReplayNotificationResponse = z.infer<typeof replayNotificationResponse>;
