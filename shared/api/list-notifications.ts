import * as z from 'zod/mini';
import { pageQuery, text } from './fields.ts';

/** `GET /v1/notifications`: what providers sent, newest first. Never the body, which may have tokens and personal data. */
export const listNotificationsQuery = z.strictObject({
  provider: z.optional(text(40)),
  /** The id of a payment or payout; `none`: those that matched nothing here. */
  subject: z.optional(text(40)),
  ...pageQuery,
});

export const notificationViewSchema = z.object({
  id: z.string(),
  provider: z.string(),
  /** The payment or payout that it was about when it was received; absent: it matched nothing. */
  subject: z.optional(z.string()),
  /** The length of its body. */
  bytes: z.int(),
  receivedAt: z.iso.datetime(),
});
export type NotificationView = z.infer<typeof notificationViewSchema>;

export const listNotificationsResponse = z.object({
  data: z.array(notificationViewSchema),
  nextCursor: z.nullable(z.string()),
});
export type ListNotificationsResponse = z.infer<typeof listNotificationsResponse>;
