import * as z from 'zod/mini';
import { text } from './fields.ts';
import { sessionViewSchema } from './views.ts';

/** `GET /v1/session`: all the widget needs to draw itself. */
export const getSessionQuery = z.strictObject({
  /** Where given, channels of other devices are left out. */
  device: z.optional(z.enum(['mobile', 'desktop'])),
  os: z.optional(text(40)),
});

export const getSessionResponse = sessionViewSchema;
